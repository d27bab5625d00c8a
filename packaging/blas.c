/* The few functions of BLAS that numpy is linked with, in place of OpenBLAS in the bundle.
 *
 * The application sorts, searches and counts; it multiplies no matrices. numpy's wheel brings an OpenBLAS of 28 MB all
 * the same, a fifth of the whole bundle, which is also loaded at every start. These functions do the same by plain
 * loops, so that np.dot, np.convolve and @ stay right. LAPACK, which numpy.linalg is linked with, is not here: its
 * names end the program with a sentence. packaging/blas.py builds this; tests/test_project_blas.py compares it.
 *
 * Interface: CBLAS with 64-bit integers, and the prefix and suffix of scipy-openblas64.
 */
#include <complex.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#define NAME(name) scipy_cblas_##name##64_

enum { ROW_MAJOR = 101, NO_TRANSPOSE = 111, CONJUGATE = 113, UPPER = 121 };

typedef float complex fcomplex;
typedef double complex dcomplex;

/* A step below zero walks a vector from its end (BLAS, reference implementation). */
static int64_t first(int64_t n, int64_t step) { return step < 0 ? (1 - n) * step : 0; }

#define SAME(x) (x)

#define AXPY(name, T, SCALAR, VALUE) \
    void NAME(name)(int64_t n, SCALAR a, const void *x_, int64_t step_x, void *y_, int64_t step_y) { \
        const T *x = (const T *)x_ + first(n, step_x); \
        T *y = (T *)y_ + first(n, step_y); \
        for (int64_t i = 0; i < n; i++) y[i * step_y] += VALUE(T, a) * x[i * step_x]; \
    }

#define DOT(T, LEFT) \
    const T *x = (const T *)x_ + first(n, step_x), *y = (const T *)y_ + first(n, step_y); \
    T sum = 0; \
    for (int64_t i = 0; i < n; i++) sum += LEFT(x[i * step_x]) * y[i * step_y];

#define REAL_DOT(name, T) \
    T NAME(name)(int64_t n, const void *x_, int64_t step_x, const void *y_, int64_t step_y) { \
        DOT(T, SAME) \
        return sum; \
    }

#define COMPLEX_DOT(name, T, LEFT) \
    void NAME(name)(int64_t n, const void *x_, int64_t step_x, const void *y_, int64_t step_y, void *result) { \
        DOT(T, LEFT) \
        *(T *)result = sum; \
    }

/* Element (row, column) of op(matrix), stored by rows or by columns. */
#define AT(matrix, width, transposed, row, column) \
    ((transposed) ? (matrix)[(column) * (width) + (row)] : (matrix)[(row) * (width) + (column)])

#define GEMV(name, T, SCALAR, VALUE, CONJ) \
    void NAME(name)(int order, int trans, int64_t m, int64_t n, SCALAR alpha, const void *a_, int64_t width, \
                    const void *x_, int64_t step_x, SCALAR beta, void *y_, int64_t step_y) { \
        const T *a = a_; \
        int turned = (trans != NO_TRANSPOSE), by_columns = (order != ROW_MAJOR); \
        int64_t rows = turned ? n : m, columns = turned ? m : n; \
        const T *x = (const T *)x_ + first(columns, step_x); \
        T *y = (T *)y_ + first(rows, step_y); \
        for (int64_t i = 0; i < rows; i++) { \
            T sum = 0; \
            for (int64_t k = 0; k < columns; k++) { \
                T value = AT(a, width, turned != by_columns, i, k); \
                sum += (trans == CONJUGATE ? CONJ(value) : value) * x[k * step_x]; \
            } \
            T before = VALUE(T, beta) == 0 ? 0 : VALUE(T, beta) * y[i * step_y]; \
            y[i * step_y] = before + VALUE(T, alpha) * sum; \
        } \
    }

#define GEMM(name, T, SCALAR, VALUE, CONJ) \
    void NAME(name)(int order, int trans_a, int trans_b, int64_t m, int64_t n, int64_t depth, SCALAR alpha, \
                    const void *a_, int64_t width_a, const void *b_, int64_t width_b, SCALAR beta, void *c_, \
                    int64_t width_c) { \
        const T *a = a_, *b = b_; \
        T *c = c_; \
        int by_columns = (order != ROW_MAJOR); \
        for (int64_t i = 0; i < m; i++) \
            for (int64_t j = 0; j < n; j++) { \
                T sum = 0; \
                for (int64_t k = 0; k < depth; k++) { \
                    T left = AT(a, width_a, (trans_a != NO_TRANSPOSE) != by_columns, i, k); \
                    T right = AT(b, width_b, (trans_b != NO_TRANSPOSE) != by_columns, k, j); \
                    sum += (trans_a == CONJUGATE ? CONJ(left) : left) * (trans_b == CONJUGATE ? CONJ(right) : right); \
                } \
                T *to = by_columns ? &c[j * width_c + i] : &c[i * width_c + j]; \
                T before = VALUE(T, beta) == 0 ? 0 : VALUE(T, beta) * *to; \
                *to = before + VALUE(T, alpha) * sum; \
            } \
    }

/* C = alpha A A' + beta C, one triangle of C. */
#define SYRK(name, T, SCALAR, VALUE) \
    void NAME(name)(int order, int triangle, int trans, int64_t n, int64_t depth, SCALAR alpha, const void *a_, \
                    int64_t width_a, SCALAR beta, void *c_, int64_t width_c) { \
        const T *a = a_; \
        T *c = c_; \
        int by_columns = (order != ROW_MAJOR), turned = (trans != NO_TRANSPOSE) != by_columns; \
        for (int64_t i = 0; i < n; i++) \
            for (int64_t j = triangle == UPPER ? i : 0; j < (triangle == UPPER ? n : i + 1); j++) { \
                T sum = 0; \
                for (int64_t k = 0; k < depth; k++) \
                    sum += AT(a, width_a, turned, i, k) * AT(a, width_a, turned, j, k); \
                T *to = by_columns ? &c[j * width_c + i] : &c[i * width_c + j]; \
                T before = VALUE(T, beta) == 0 ? 0 : VALUE(T, beta) * *to; \
                *to = before + VALUE(T, alpha) * sum; \
            } \
    }

#define BY_VALUE(T, scalar) (scalar)
#define BY_POINTER(T, scalar) (*(const T *)(scalar))

AXPY(saxpy, float, float, BY_VALUE)
AXPY(daxpy, double, double, BY_VALUE)
AXPY(caxpy, fcomplex, const void *, BY_POINTER)
AXPY(zaxpy, dcomplex, const void *, BY_POINTER)

REAL_DOT(sdot, float)
REAL_DOT(ddot, double)
COMPLEX_DOT(cdotu_sub, fcomplex, SAME)
COMPLEX_DOT(zdotu_sub, dcomplex, SAME)
COMPLEX_DOT(cdotc_sub, fcomplex, conjf)
COMPLEX_DOT(zdotc_sub, dcomplex, conj)

GEMV(sgemv, float, float, BY_VALUE, SAME)
GEMV(dgemv, double, double, BY_VALUE, SAME)
GEMV(cgemv, fcomplex, const void *, BY_POINTER, conjf)
GEMV(zgemv, dcomplex, const void *, BY_POINTER, conj)

GEMM(sgemm, float, float, BY_VALUE, SAME)
GEMM(dgemm, double, double, BY_VALUE, SAME)
GEMM(cgemm, fcomplex, const void *, BY_POINTER, conjf)
GEMM(zgemm, dcomplex, const void *, BY_POINTER, conj)

SYRK(ssyrk, float, float, BY_VALUE)
SYRK(dsyrk, double, double, BY_VALUE)
SYRK(csyrk, fcomplex, const void *, BY_POINTER)
SYRK(zsyrk, dcomplex, const void *, BY_POINTER)

/* LAPACK, by name only: packaging/blas.py lists what numpy's modules ask for in lapack.inc. */
#define ABSENT(name) \
    void name(void) { \
        fputs(#name ": this build of numpy has no linear algebra.\n", stderr); \
        abort(); \
    }
#include "lapack.inc"
