/** Tests of text validation. */
package com.sealkloud.chat.text;
