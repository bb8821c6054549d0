// SPDX-License-Identifier: MIT
// output.c: see output.h. Comes in: complete rows. Goes out: bytes of a file. Knows no format.
#define _XOPEN_SOURCE 700 // realpath
#include "cli/output.h"
#include "cli/support.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail_open(output *out)
{
    say("%s: cannot be written: %s", out->name, strerror(errno));
    return false;
}

static bool open_standard(output *out)
{
    out->name = "standard output";
    out->descriptor = STDOUT_FILENO;
    if (fcntl(STDOUT_FILENO, F_GETFD) < 0)
        return fail_open(out);
    out->open = true;
    return true;
}

static bool open_directly(output *out, const char *path)
{
    out->descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    out->open = out->descriptor >= 0;
    return out->open || fail_open(out);
}

// The permissions that an ordinary new file would get.
static mode_t usual_mode(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static bool open_beside(output *out, const char *path, mode_t mode)
{
    static const char ending[] = ".XXXXXX";
    char *real = realpath(path, NULL); // through a link, so that the link stays
    out->path = real ? real : text_copy(path, strlen(path));
    size_t len = strlen(out->path);
    out->temporary = memory_grow(NULL, len + sizeof ending, 1);
    memcpy(out->temporary, out->path, len);
    memcpy(out->temporary + len, ending, sizeof ending);
    out->descriptor = mkstemp(out->temporary);
    out->open = out->descriptor >= 0;
    if (!out->open)
        return fail_open(out);
    fchmod(out->descriptor, mode);
    fcntl(out->descriptor, F_SETFD, FD_CLOEXEC);
    return true;
}

static void forget(output *out)
{
    free(out->path);
    free(out->temporary);
    out->path = out->temporary = NULL;
}

bool output_open(output *out, const char *path)
{
    struct stat about;
    out->path = out->temporary = NULL;
    out->error = 0;
    out->len = 0;
    out->open = false;
    if (!path || strcmp(path, "-") == 0)
        return open_standard(out);
    out->name = path;
    bool exists = stat(path, &about) == 0;
    if (exists && S_ISDIR(about.st_mode)) {
        errno = EISDIR;
        return fail_open(out);
    }
    if (exists && !S_ISREG(about.st_mode))
        return open_directly(out, path);
    if (exists && access(path, W_OK) != 0)
        return fail_open(out);
    if (open_beside(out, path, exists ? about.st_mode & 07777 : usual_mode()))
        return true;
    forget(out);
    return false;
}

static bool write_all(output *out, const char *bytes, size_t len)
{
    while (len && !out->error) {
        ssize_t written = write(out->descriptor, bytes, len);
        if (written < 0 && errno != EINTR)
            out->error = errno;
        else if (written > 0) {
            bytes += written;
            len -= (size_t)written;
        }
    }
    return !out->error;
}

bool output_flush(output *out)
{
    bool fine = write_all(out, out->bytes, out->len);
    out->len = 0;
    return fine;
}

bool output_write(void *context, const char *bytes, size_t len)
{
    output *out = context;
    if (out->len + len > OUTPUT_ROOM && !output_flush(out))
        return false;
    if (len > OUTPUT_ROOM)
        return write_all(out, bytes, len);
    memcpy(out->bytes + out->len, bytes, len);
    out->len += len;
    return !out->error;
}

bool output_close(output *out, bool keep)
{
    if (!out->open)
        return true;
    bool standard = out->descriptor == STDOUT_FILENO;
    output_flush(out);
    if (!standard && close(out->descriptor) != 0 && !out->error)
        out->error = errno;
    out->open = false;
    if (out->temporary && (!keep || out->error))
        unlink(out->temporary);
    else if (out->temporary && rename(out->temporary, out->path) != 0) {
        out->error = errno;
        unlink(out->temporary);
    }
    forget(out);
    if (out->error && out->error != EPIPE)
        say("%s: cannot be written: %s", out->name, strerror(out->error));
    return !out->error;
}
