// SPDX-License-Identifier: MIT
// embed.c: build tool. Arguments: OUTPUT.c LANGUAGE FOLDER FILE... (FILEs relative to FOLDER). Writes a C file with
// embedded_rules() (src/embedded.h): each file as a string, YAML files a second time without what only readers and tests
// need (`about`, `finds`, `ignores`, `wants`), because reading that would take half of the starting time.
#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_file(const char *folder, const char *name, size_t *len)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *in = fopen(path, "rb");
    if (!in || fseek(in, 0, SEEK_END)) {
        perror(path);
        exit(1);
    }
    *len = (size_t)ftell(in);
    rewind(in);
    char *text = malloc(*len + 1);
    if (!text || fread(text, 1, *len, in) != *len) {
        perror(path);
        exit(1);
    }
    text[*len] = 0;
    fclose(in);
    return text;
}

static size_t indent_of(const char *line)
{
    size_t n = 0;
    while (line[n] == ' ')
        n++;
    return n;
}

static bool is_left_out(const char *line)
{
    static const char *const keys[] = {"about:", "finds:", "ignores:", "wants:", NULL};
    const char *key = line + indent_of(line);
    for (size_t i = 0; keys[i]; i++)
        if (key > line && strncmp(key, keys[i], strlen(keys[i])) == 0)
            return true;
    return key[0] == '#';
}

// Drops the keys above with all lines that are indented deeper, and comment lines.
static void make_lean(char *text)
{
    char *out = text;
    size_t dropping = SIZE_MAX; // indent of the key that is being left out
    for (char *line = text; *line;) {
        char *end = strchr(line, '\n');
        size_t len = end ? (size_t)(end - line) + 1 : strlen(line);
        bool blank = line[strspn(line, " \r")] == '\n';
        if (dropping != SIZE_MAX && !blank && indent_of(line) <= dropping)
            dropping = SIZE_MAX;
        if (dropping == SIZE_MAX && is_left_out(line) && line[indent_of(line)] != '#')
            dropping = indent_of(line);
        else if (dropping == SIZE_MAX && !is_left_out(line) && !blank) {
            memmove(out, line, len);
            out += len;
        }
        line += len;
    }
    *out = 0;
}

static void write_string(FILE *out, const char *text, size_t len)
{
    fputs("    \"", out);
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

static void write_table(FILE *out, const char *name, const char *prefix, char **files, size_t *sizes, int count)
{
    fprintf(out, "static const rule_file %s[] = {\n", name);
    for (int i = 0; i < count; i++)
        fprintf(out, "    {\"%s\", %s%d, %zu},\n", files[i], prefix, i, sizes[i]);
    fputs("};\n", out);
}

static bool is_yaml(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot && strcmp(dot, ".yaml") == 0;
}

int main(int argc, char **argv)
{
    if (argc < 5) {
        fprintf(stderr, "usage: embed OUTPUT.c LANGUAGE FOLDER FILE...\n");
        return 2;
    }
    FILE *out = fopen(argv[1], "w");
    int count = argc - 4;
    size_t *whole = calloc((size_t)count * 2, sizeof *whole), *lean = whole + count;
    if (!out || !whole) {
        perror(argv[1]);
        return 1;
    }
    fprintf(out, "// Made by scripts/embed.c from rules/. Do not edit.\n#include \"embedded.h\"\n\n"
                 "const char embedded_language[] = \"%s\";\n\n", argv[2]);
    for (int i = 0; i < count; i++) {
        char *text = read_file(argv[3], argv[4 + i], &whole[i]);
        fprintf(out, "static const char whole%d[] =\n", i);
        write_string(out, text, whole[i]);
        if (is_yaml(argv[4 + i]))
            make_lean(text);
        lean[i] = strlen(text);
        fprintf(out, ";\n");
        if (is_yaml(argv[4 + i])) {
            fprintf(out, "static const char lean%d[] =\n", i);
            write_string(out, text, lean[i]);
            fprintf(out, ";\n");
        } else {
            fprintf(out, "#define lean%d whole%d\n", i, i);
            lean[i] = whole[i];
        }
        free(text);
    }
    write_table(out, "whole_files", "whole", argv + 4, whole, count);
    write_table(out, "lean_files", "lean", argv + 4, lean, count);
    fprintf(out, "\nconst rule_file *embedded_rules(bool examples, size_t *count)\n{\n    *count = %d;\n"
                 "    return examples ? whole_files : lean_files;\n}\n", count);
    free(whole);
    return fclose(out) ? 1 : 0;
}
