/** How the log is read, without a server. */
@NullMarked
package com.sealkloud.chat.log;

import org.jspecify.annotations.NullMarked;
