// SPDX-License-Identifier: MIT
// option.h: the one list of options. Parsing, --help, completion and the check of the man page come from it.
//
//     X(ID, long name, short name or 0, argument or NULL, commands, values or NULL, about)
#ifndef QUOTH_CLI_OPTION_H
#define QUOTH_CLI_OPTION_H

#include <stdbool.h>
#include <stddef.h>

enum { // commands, as bits
    FOR_EXTRACT = 1,
    FOR_EVAL = 2,
    FOR_RULES = 4,
    FOR_SCHEMA = 8,
    FOR_COMPLETION = 16,
    FOR_TRAIN = 32,
    FOR_ALL = 63
};

#define OPTIONS(X)                                                                                                     \
    X(FORMAT, "format", 'f', "NAME", FOR_EXTRACT, NULL,                                                                \
      "table, csv, tsv, json or jsonl; default: table on a terminal, csv in a pipe")                                   \
    X(OUTPUT, "output", 'o', "FILE", FOR_EXTRACT | FOR_TRAIN, NULL,                                                    \
      "write to FILE, whose ending tells the format; it appears when all is written")                                  \
    X(COLUMNS, "columns", 'c', "LIST", FOR_EXTRACT, NULL, "only these columns, in this order: speaker,quote")          \
    X(TYPE, "type", 't', "LIST", FOR_EXTRACT, "direct mixed indirect",                                                 \
      "only rows of these types: direct, mixed, indirect")                                                             \
    X(SPEAKER, "speaker", 's', "NAME", FOR_EXTRACT, NULL, "only rows whose speaker's name has these words")            \
    X(MIN_CONFIDENCE, "min-confidence", 0, "X", FOR_EXTRACT, NULL, "only rows of at least this confidence, 0 to 1")    \
    X(OFFSETS, "offsets", 0, "UNIT", FOR_EXTRACT, "code-point byte utf16",                                             \
      "what offsets count: code-point (default), byte or utf16")                                                       \
    X(RULES, "rules", 'r', "FOLDER", FOR_EXTRACT | FOR_EVAL | FOR_RULES | FOR_TRAIN, NULL,                             \
      "read the rules of a folder instead of the built-in ones")                                                       \
    X(LANGUAGE, "language", 'l', "CODE", FOR_EXTRACT | FOR_EVAL | FOR_RULES | FOR_TRAIN, "en",                         \
      "language of the built-in rules: en")                                                                            \
    X(JOBS, "jobs", 'j', "N", FOR_EXTRACT, NULL,                                                                       \
      "analyse N articles at a time (0: one for each processor); the output is the same")                              \
    X(BLOCKS, "blocks", 0, NULL, FOR_EXTRACT, NULL,                                                                    \
      "print how each block of the page was taken instead of the quotations")                                          \
    X(EXPLAIN, "explain", 0, NULL, FOR_EXTRACT, NULL,                                                                  \
      "say in words how each row came about: the rules that competed, what spoke for each, the speaker")               \
    X(BOM, "bom", 0, NULL, FOR_EXTRACT, NULL, "begin csv and tsv with a byte order mark, for Excel")                   \
    X(COLOR, "color", 0, "WHEN", FOR_EXTRACT, "auto always never",                                                     \
      "colours in the table: auto (default), always or never")                                                         \
    X(WIDTH, "width", 'w', "N", FOR_EXTRACT, NULL, "width of the table and of --explain; default: the terminal's")     \
    X(QUIET, "quiet", 'q', NULL, FOR_EXTRACT, NULL, "no notes and no progress on standard error")                      \
    X(STATS, "stats", 0, NULL, FOR_EXTRACT, NULL,                                                                      \
      "print counts and the time of each stage on standard error, as JSON")                                            \
    X(GOLD, "gold", 0, "FOLDER", FOR_EVAL | FOR_TRAIN, NULL, "the folder with text/, attributions/ and speakers.tsv")  \
    X(ERRORS, "errors", 0, "N", FOR_EVAL, NULL, "print N quoted passages whose speaker is wrong")                      \
    X(PER_RULE, "per-rule", 0, NULL, FOR_EVAL, NULL, "print rows and precision of each rule and speaker step")         \
    X(JSON, "json", 0, NULL, FOR_EVAL, NULL, "print the figures as one JSON object")                                   \
    X(ONLY, "only", 0, "PREFIX", FOR_EVAL | FOR_TRAIN, NULL, "only articles whose name begins so")                     \
    X(SPEECH_CUES, "speech-cues", 0, "FILE", FOR_EVAL, NULL,                                                           \
      "words that make a cue one of speech; default: FOLDER/speech-cues.txt, then corpus/speech-cues.txt")             \
    X(TITLES, "titles", 0, "FILE", FOR_EVAL, NULL,                                                                     \
      "words that a name is compared without; default: FOLDER/eval-titles.txt, then corpus/eval-titles.txt")           \
    X(WRITE_CONFIDENCE, "write-confidence", 0, "FILE", FOR_EVAL, NULL,                                                 \
      "write for each rule how many of its rows are right, as YAML")                                                   \
    X(FOLDS, "folds", 0, "N", FOR_TRAIN, NULL, "parts of the cross-validation; default: 10")                           \
    X(SEED, "seed", 0, "N", FOR_TRAIN, NULL, "the same number gives the same weights; default: 1")                     \
    X(WITHOUT, "without", 0, "LIST", FOR_TRAIN, NULL, "leave out these groups of features: 'lemma,rule lemma'")        \
    X(HELP, "help", 'h', NULL, FOR_ALL, NULL, "print this help")                                                       \
    X(VERSION, "version", 'V', NULL, FOR_ALL, NULL, "print the version")

typedef enum option_id {
#define X(id, ...) OPTION_##id,
    OPTIONS(X)
#undef X
        OPTION_COUNT
} option_id;

typedef struct option_info {
    const char *name;
    char letter;          // 0: none
    const char *argument; // NULL: takes none
    unsigned commands;
    const char *values; // separated by spaces, where there are few
    const char *about;
} option_info;

const option_info *option_of(option_id id);

// A command line as it was read. Strings are those of argv.
typedef struct arguments {
    const char *value[OPTION_COUNT]; // NULL: not given; "" for an option without argument
    const char **operands;           // owned
    size_t operand_count;
} arguments;

// Reads argv[0 .. count) as options and operands of one command; on a mistake says so and returns false. --help and
// --version end the reading: what stands behind them is not looked at.
bool arguments_parse(arguments *out, int count, char **argv, unsigned command);
void arguments_free(arguments *a);

// A whole number or a decimal one between least and most; false and a message if the value is none.
bool option_number(const arguments *a, option_id id, long least, long most, long *number);
bool option_decimal(const arguments *a, option_id id, double least, double most, double *number);
// The place of `word` in the option's values, or -1 and a message.
int option_choice(option_id id, const char *word, size_t len);

// Prints the options of a command in two columns.
void options_print(unsigned command);

#endif
