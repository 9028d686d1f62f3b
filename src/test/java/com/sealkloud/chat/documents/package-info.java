/** Compares the machine-readable documents and the tables of {@code src/docs} with the code. */
package com.sealkloud.chat.documents;
