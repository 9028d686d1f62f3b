/** The real-time chat of the SealKloud Helpdesk: the application and what has to be settled before it starts. */
@NullMarked
package com.sealkloud.chat;

import org.jspecify.annotations.NullMarked;
