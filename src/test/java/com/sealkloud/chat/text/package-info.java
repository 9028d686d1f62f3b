/** Tests of what text is accepted. */
package com.sealkloud.chat.text;
