@NullMarked
package com.sealkloud.chat.log;

import org.jspecify.annotations.NullMarked;
