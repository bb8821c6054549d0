// SPDX-License-Identifier: MIT
// interrupt.h: SIGINT, SIGTERM and SIGHUP ask to stop; SIGPIPE is an error of write.
#ifndef QUOTH_CLI_INTERRUPT_H
#define QUOTH_CLI_INTERRUPT_H

// Installs the handlers; a signal that is ignored stays so. A second signal ends the program at once.
void interrupt_watch(void);
// Number of the signal that came, 0 for none.
int interrupt_signal(void);

#endif
