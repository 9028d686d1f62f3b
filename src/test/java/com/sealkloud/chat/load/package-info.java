/** Load tests: many clients in one room. */
package com.sealkloud.chat.load;
