/** Group commit, without a server. */
@NullMarked
package com.sealkloud.chat.sql;

import org.jspecify.annotations.NullMarked;
