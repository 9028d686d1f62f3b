/** A crowd in one room. */
package com.sealkloud.chat.load;
