/**
 * The real-time chat of the SealKloud Helpdesk: the application and the checks before its start.
 */
@NullMarked
package com.sealkloud.chat;

import org.jspecify.annotations.NullMarked;
