/*
 * base/notify.h - tells the service manager how far the program is (sd_notify(3), its protocol).
 *
 * Not here: anything else of systemd. Without NOTIFY_SOCKET in the environment nothing happens.
 */
#ifndef GQ_BASE_NOTIFY_H
#define GQ_BASE_NOTIFY_H

/* Sends `READY=1`, `STOPPING=1` and the like. A manager that cannot be reached is none. */
void gq_notify_send(const char *state);

#endif
