/* The first part of an AppImage: starts the program that lies in the squashfs image behind it in the same file.
 *
 * The image is mounted with FUSE under a name that nobody can foretell, and a child serves it until the program ends:
 * the program takes the place of this process, so signals and its exit code need no go-between, and the kernel tells the
 * child that its parent is gone. Where nothing can be mounted, the image is unpacked into such a folder, the program
 * runs as a child, and the folder is removed after it.
 *
 * The file has the form of AppImage type 2 (the magic bytes are put in by appimage.py) and understands its words:
 * --appimage-extract, --appimage-extract-and-run (or APPIMAGE_EXTRACT_AND_RUN=1), --appimage-mount, --appimage-offset,
 * --appimage-help. The program finds APPIMAGE, APPDIR, ARGV0 and OWD in its environment.
 */
#define _GNU_SOURCE
#include <squashfuse/ll.h>

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <link.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CANNOT_START = 127, WRONG_USE = 2, BLOCK = 1 << 17, OPEN_FOLDERS = 16 };

static const char HELP[] =
    "Words for the AppImage itself; all others are the program's:\n"
    "  --appimage-extract          unpack the program into the folder squashfs-root\n"
    "  --appimage-extract-and-run  run without FUSE: unpack, run, and clean up (also: APPIMAGE_EXTRACT_AND_RUN=1)\n"
    "  --appimage-mount            mount the program, say where, and wait for Ctrl+C\n"
    "  --appimage-offset           say at which byte the squashfs image begins\n";

struct appimage {
    char path[PATH_MAX];
    size_t offset; /* where the squashfs image begins */
};

static int complain(const char *what, const char *where)
{
    fprintf(stderr, "AppImage: %s %s: %s\n", what, where, strerror(errno));
    return CANNOT_START;
}

/* Finds this file, and its own length by ELF: the table of sections is the last part of it. */
static bool find_image(struct appimage *image)
{
    ElfW(Ehdr) head;
    if (!realpath("/proc/self/exe", image->path) && !realpath((const char *)getauxval(AT_EXECFN), image->path))
        return false;
    int file = open(image->path, O_RDONLY | O_CLOEXEC);
    bool read_all = file >= 0 && read(file, &head, sizeof head) == (ssize_t)sizeof head;
    if (file >= 0)
        close(file);
    image->offset = read_all ? head.e_shoff + (size_t)head.e_shentsize * head.e_shnum : 0;
    return read_all;
}

/* Makes a folder of our own, with an unforeseeable name, where the system keeps what is needed for a while. */
static bool make_folder(char folder[PATH_MAX])
{
    const char *place = getenv("TMPDIR");
    if (!place || *place != '/' || strlen(place) > PATH_MAX - 64)
        place = "/tmp";
    snprintf(folder, PATH_MAX, "%s/.conflict-timeline-XXXXXX", place);
    return mkdtemp(folder) != NULL;
}

static int remove_one(const char *path, const struct stat *facts, int kind, struct FTW *where)
{
    (void)facts, (void)kind, (void)where;
    return remove(path);
}

/* What would end us: held back while a folder of ours must be removed afterwards. */
static sigset_t ending_signals(void)
{
    sigset_t set;
    const int all[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGCHLD};
    sigemptyset(&set);
    for (size_t each = 0; each < sizeof all / sizeof *all; each++)
        sigaddset(&set, all[each]);
    return set;
}

static bool asked_to_end(void)
{
    sigset_t waiting;
    sigpending(&waiting);
    return sigismember(&waiting, SIGTERM) || sigismember(&waiting, SIGINT) || sigismember(&waiting, SIGHUP);
}

static bool write_file(sqfs *image, sqfs_inode *inode, const char *path)
{
    static char block[BLOCK];
    sqfs_off_t at = 0, size = BLOCK;
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, inode->base.mode & 0777);
    bool good = file >= 0;
    while (good && size == BLOCK) {
        good = sqfs_read_range(image, inode, at, &size, block) == SQFS_OK;
        for (sqfs_off_t done = 0, part; good && done < size; done += part)
            good = (part = write(file, block + done, (size_t)(size - done))) > 0;
        at += size;
    }
    return file >= 0 && close(file) == 0 && good;
}

static bool write_entry(sqfs *image, const sqfs_dir_entry *entry, const char *path)
{
    sqfs_inode inode;
    char target[PATH_MAX];
    size_t length = sizeof target;
    errno = EIO;
    if (sqfs_inode_get(image, &inode, entry->inode) != SQFS_OK)
        return false;
    if (S_ISDIR(inode.base.mode))
        return mkdir(path, 0755) == 0;
    if (S_ISLNK(inode.base.mode))
        return sqfs_readlink(image, &inode, target, &length) == SQFS_OK && symlink(target, path) == 0;
    return S_ISREG(inode.base.mode) && write_file(image, &inode, path);
}

/* Unpacks the image into a folder, which is new and empty. */
static bool extract(const struct appimage *from, const char *folder)
{
    sqfs image;
    sqfs_traverse walk;
    sqfs_err fault = SQFS_OK;
    char path[PATH_MAX];
    errno = EIO;
    if (sqfs_open_image(&image, from->path, from->offset) != SQFS_OK)
        return false;
    bool good = sqfs_traverse_open(&walk, &image, sqfs_inode_root(&image)) == SQFS_OK;
    if (good) {
        while (good && sqfs_traverse_next(&walk, &fault)) {
            if (walk.dir_end)
                continue;
            good = snprintf(path, sizeof path, "%s/%s", folder, walk.path) < (int)sizeof path &&
                   write_entry(&image, &walk.entry, path) && !asked_to_end();
        }
        sqfs_traverse_close(&walk);
    }
    sqfs_fd_close(image.fd);
    sqfs_destroy(&image);
    return good && fault == SQFS_OK;
}

/* Tells the kernel that files need not be opened or closed here, which is half of its questions about a small file. */
static void need_not_open(fuse_req_t request, fuse_ino_t number, struct fuse_file_info *info)
{
    (void)number, (void)info;
    fuse_reply_err(request, ENOSYS);
}

static void answer_read(fuse_req_t request, fuse_ino_t number, size_t size, off_t at, struct fuse_file_info *info)
{
    sqfs_ll_i found;
    sqfs_off_t got = (sqfs_off_t)size;
    (void)info;
    if (sqfs_ll_iget(request, &found, number) != SQFS_OK)
        return; /* it has answered */
    char *part = malloc(size);
    if (part && sqfs_read_range(&found.ll->fs, &found.inode, at, &got, part) == SQFS_OK)
        fuse_reply_buf(request, part, (size_t)got);
    else
        fuse_reply_err(request, EIO);
    free(part);
}

static bool begin_session(struct fuse_session **session, sqfs_ll *image, const char *folder)
{
    static const struct fuse_lowlevel_ops ops = {
        .getattr = sqfs_ll_op_getattr,
        .opendir = sqfs_ll_op_opendir,
        .releasedir = sqfs_ll_op_releasedir,
        .readdir = sqfs_ll_op_readdir,
        .lookup = sqfs_ll_op_lookup,
        .open = need_not_open,
        .read = answer_read,
        .readlink = sqfs_ll_op_readlink,
        .listxattr = sqfs_ll_op_listxattr,
        .getxattr = sqfs_ll_op_getxattr,
        .forget = sqfs_ll_op_forget,
        .statfs = stfs_ll_op_statfs,
    };
    char *words[] = {"AppImage", "-oro,nosuid,nodev,fsname=conflict-timeline", NULL};
    struct fuse_args args = FUSE_ARGS_INIT(2, words);
    *session = image ? fuse_session_new(&args, &ops, sizeof ops, image) : NULL;
    return *session && fuse_session_mount(*session, folder) == 0;
}

/* In the child: answers what the kernel asks of the image, until the program that was our parent has ended. */
static void serve(const struct appimage *from, const char *folder, pid_t parent, int ready)
{
    struct fuse_session *session;
    struct fuse_buf buffer = {0};
    sigset_t ending = ending_signals();
    sigprocmask(SIG_BLOCK, &ending, NULL);
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    setsid(); /* Ctrl+C is meant for the program */
    for (int stream = 0; nothing >= 0 && stream < 3; stream++)
        dup2(nothing, stream); /* or who reads what the program says would wait for us too */
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    int signals = signalfd(-1, &ending, SFD_CLOEXEC);
    if (getppid() != parent || signals < 0 || !begin_session(&session, sqfs_ll_open(from->path, from->offset), folder))
        _exit(1);
    bool told = write(ready, "!", 1) == 1;
    close(ready);
    struct pollfd awaited[] = {{.fd = fuse_session_fd(session), .events = POLLIN}, {.fd = signals, .events = POLLIN}};
    while (told && !fuse_session_exited(session)) {
        struct signalfd_siginfo arrived;
        if (poll(awaited, 2, -1) < 0 && errno != EINTR)
            break;
        if (awaited[1].revents && read(signals, &arrived, sizeof arrived) > 0 && arrived.ssi_signo == SIGTERM)
            break;
        if (!awaited[0].revents)
            continue;
        int got = fuse_session_receive_buf(session, &buffer);
        if (got == -EINTR || got == -EAGAIN)
            continue;
        if (got <= 0)
            break;
        fuse_session_process_buf(session, &buffer);
    }
    fuse_session_unmount(session);
    rmdir(folder);
    _exit(0);
}

/* Mounts the image; the folder is there as long as this process, whatever program it becomes. */
static bool mount_image(const struct appimage *image, char folder[PATH_MAX])
{
    int ready[2];
    char answer;
    pid_t parent = getpid(), child = -1;
    if (access("/dev/fuse", R_OK | W_OK) != 0 || !make_folder(folder))
        return false;
    if (pipe2(ready, O_CLOEXEC) == 0) {
        child = fork();
        if (child == 0) {
            close(ready[0]);
            serve(image, folder, parent, ready[1]);
        }
        close(ready[1]);
        bool mounted = child > 0 && read(ready[0], &answer, 1) == 1;
        close(ready[0]);
        if (mounted)
            return true;
    }
    if (child > 0)
        waitpid(child, NULL, 0);
    rmdir(folder);
    return false;
}

/* Becomes the program; comes back only where it cannot. */
static int become_program(const char *folder, char **argv)
{
    char program[PATH_MAX + 16];
    snprintf(program, sizeof program, "%s/AppRun", folder);
    setenv("APPDIR", folder, 1);
    argv[0] = program;
    execv(program, argv);
    return complain("the program cannot be started in the folder (set TMPDIR to another one)", folder);
}

/* Passes on to the child what is sent to us alone (Ctrl+C reaches both), until it ends; gives how it ended. */
static int wait_for(pid_t child, const sigset_t *signals)
{
    int status = 0;
    siginfo_t arrived;
    while (waitpid(child, &status, WNOHANG) != child) {
        if (sigwaitinfo(signals, &arrived) > 0 && arrived.si_signo != SIGCHLD && arrived.si_code <= 0)
            kill(child, arrived.si_signo);
    }
    return status;
}

static int extract_and_run(const struct appimage *image, char **argv)
{
    char folder[PATH_MAX];
    int status = CANNOT_START << 8;
    sigset_t ending = ending_signals(), before;
    sigprocmask(SIG_BLOCK, &ending, &before);
    if (!make_folder(folder))
        return complain("no folder can be made, such as", folder);
    int held = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (held >= 0)
        flock(held, LOCK_SH); /* or systemd-tmpfiles would take the folder for forgotten after ten days */
    if (extract(image, folder)) {
        pid_t parent = getpid(), child = fork();
        if (child == 0) {
            prctl(PR_SET_PDEATHSIG, SIGTERM);
            sigprocmask(SIG_SETMASK, &before, NULL);
            _exit(getppid() == parent ? become_program(folder, argv) : CANNOT_START);
        }
        status = child > 0 ? wait_for(child, &ending) : status;
    } else if (!asked_to_end()) {
        complain("the program cannot be unpacked (set TMPDIR to a folder with 200 MB to spare) into", folder);
    }
    nftw(folder, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
    sigprocmask(SIG_SETMASK, &before, NULL); /* here what came while we unpacked ends us */
    if (WIFSIGNALED(status)) {
        signal(WTERMSIG(status), SIG_DFL);
        raise(WTERMSIG(status));
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : CANNOT_START;
}

static int unpack_here(const struct appimage *image)
{
    if (mkdir("squashfs-root", 0755) != 0)
        return complain("cannot make the folder", "squashfs-root");
    if (!extract(image, "squashfs-root"))
        return complain("cannot unpack into", "squashfs-root");
    puts("squashfs-root");
    return 0;
}

static int mount_and_wait(const struct appimage *image)
{
    char folder[PATH_MAX];
    if (!mount_image(image, folder))
        return complain("cannot mount", image->path);
    puts(folder);
    fflush(stdout);
    for (;;)
        pause();
}

int main(int argc, char **argv)
{
    struct appimage image;
    char folder[PATH_MAX];
    const char *word = argc > 1 ? argv[1] : "", *asked = getenv("APPIMAGE_EXTRACT_AND_RUN");
    bool unpack = strcmp(word, "--appimage-extract-and-run") == 0;
    if (!find_image(&image))
        return complain("cannot read", "its own file");
    if (strcmp(word, "--appimage-offset") == 0)
        return printf("%zu\n", image.offset) > 0 ? 0 : CANNOT_START;
    if (strcmp(word, "--appimage-extract") == 0)
        return unpack_here(&image);
    if (strcmp(word, "--appimage-mount") == 0)
        return mount_and_wait(&image);
    if (strncmp(word, "--appimage-", 11) == 0 && !unpack) {
        bool help = strcmp(word, "--appimage-help") == 0;
        fputs(HELP, help ? stdout : stderr);
        return help ? 0 : WRONG_USE;
    }
    setenv("APPIMAGE", image.path, 1);
    setenv("ARGV0", argv[0], 1);
    if (getcwd(folder, sizeof folder))
        setenv("OWD", folder, 1);
    if (unpack)
        argv++; /* the word is ours, not the program's */
    if (!unpack && !(asked && *asked && strcmp(asked, "0") != 0) && mount_image(&image, folder))
        return become_program(folder, argv);
    return extract_and_run(&image, argv);
}
