/** Files of people, without a server. */
package com.sealkloud.chat.people;
