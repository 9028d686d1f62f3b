/**
 * The guarantees when processes die: real ones are killed, stopped and disconnected under load, and
 * a ledger of acknowledged messages is compared with what every reader has in the end. Run by
 * {@code bin/test-faults}.
 */
package com.sealkloud.chat.fault;
