// SPDX-License-Identifier: MIT
// embed.c: build tool. Arguments: OUTPUT.c LANGUAGE FOLDER. Loads and checks a rule folder with the library's own
// loader and writes what src/embedded.h declares: the files as strings, and the checked rules as constants
// (embed_rules.c). Rules that are wrong end the build with their messages.
#include "embed.h"

#include "rules/rule_load.h"

#include <ctype.h>
#include <stdlib.h>

void embed_string(FILE *out, const char *text, size_t len)
{
    fputs("\"", out);
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '\n')
            fputs(i + 1 < len ? "\\n\"\n    \"" : "\\n", out);
        else if (c == '"' || c == '\\' || c == '?')
            fprintf(out, "\\%c", c);
        else if (isprint(c))
            fputc(c, out);
        else
            fprintf(out, "\\%03o", c);
    }
    fputs("\"", out);
}

static void write_files(FILE *out, const rule_file *files, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "static const char file%zu[] =\n    ", i);
        embed_string(out, files[i].text, files[i].len);
        fputs(";\n", out);
    }
    fputs("\nconst rule_file embedded_files[] = {\n", out);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "    {\"%s\", file%zu, %zu},\n", files[i].name, i, files[i].len);
    fprintf(out, "};\nconst size_t embedded_file_count = %zu;\n\nstatic const source_file sources[] = {\n", count);
    for (size_t i = 0; i < count; i++)
        fprintf(out, "    {\"%s\", file%zu, %zu},\n", files[i].name, i, files[i].len);
    fputs("};\n", out);
}

static int complain(const quoth_error *e)
{
    for (size_t i = 0; i < quoth_error_count(e); i++)
        fprintf(stderr, "%s\n", quoth_error_message(e, i));
    return 1;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: quoth_embed OUTPUT.c LANGUAGE FOLDER\n");
        return 2;
    }
    arena *a = arena_new(NULL, NULL);
    quoth_error *e = quoth_error_new();
    rule_file *files = NULL;
    size_t count = 0;
    rule_set *set = NULL;
    // With examples, so that their form is checked too; they are not written.
    if (rule_folder_read(a, argv[3], &files, &count, e) != QUOTH_OK ||
        rule_set_load(&set, argv[2], files, count, true, e) != QUOTH_OK)
        return complain(e);
    FILE *out = fopen(argv[1], "w");
    if (!out) {
        perror(argv[1]);
        return 1;
    }
    fputs("// Made by scripts/embed.c from rules/. Do not edit.\n#include \"embedded.h\"\n\n", out);
    write_files(out, files, count);
    embed_rules(out, set, files);
    bool failed = ferror(out);
    if (fclose(out) || failed) {
        perror(argv[1]);
        remove(argv[1]);
        return 1;
    }
    rule_set_free(set);
    quoth_error_free(e);
    arena_free(a);
    return 0;
}
