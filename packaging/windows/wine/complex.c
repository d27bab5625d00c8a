/* The functions of complex numbers that numpy takes from Windows' C library and that wine 10 does not have.
   Only to try the program under wine. Never shipped. Microsoft's compiler passes a complex number as a struct of two,
   and its long double is a double. */
#include <complex.h>

typedef struct { float re, im; } pair_f;
typedef struct { double re, im; } pair;

#define EXPORT __declspec(dllexport)
#define MAP(name) \
    EXPORT pair_f own_##name##f(pair_f z) { double complex w = name(z.re + I * (double)z.im); \
        return (pair_f){(float)creal(w), (float)cimag(w)}; } \
    EXPORT pair own_##name(pair z) { double complex w = name(z.re + I * z.im); return (pair){creal(w), cimag(w)}; } \
    EXPORT pair own_##name##l(pair z) { return own_##name(z); }
#define PART(name) \
    EXPORT float own_##name##f(pair_f z) { return (float)name(z.re + I * (double)z.im); } \
    EXPORT double own_##name(pair z) { return name(z.re + I * z.im); } \
    EXPORT double own_##name##l(pair z) { return own_##name(z); }

MAP(ccos) MAP(ccosh) MAP(cexp) MAP(clog) MAP(csin) MAP(csinh) MAP(csqrt) MAP(ctan) MAP(ctanh)
MAP(cacos) MAP(cacosh) MAP(casin) MAP(casinh) MAP(catan) MAP(catanh)
PART(cabs) PART(carg) PART(cimag) PART(creal)

EXPORT pair own_cpow(pair a, pair b)
{
    double complex w = cpow(a.re + I * a.im, b.re + I * b.im);
    return (pair){creal(w), cimag(w)};
}
EXPORT pair_f own_cpowf(pair_f a, pair_f b)
{
    pair w = own_cpow((pair){a.re, a.im}, (pair){b.re, b.im});
    return (pair_f){(float)w.re, (float)w.im};
}
EXPORT pair own_cpowl(pair a, pair b) { return own_cpow(a, b); }
