/** How the log behaves in the database. */
package com.sealkloud.chat.storage;
