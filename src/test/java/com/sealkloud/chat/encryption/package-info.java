/** Sealing and its keys, without a server. */
package com.sealkloud.chat.encryption;
