/** The benchmark: what is measured, against whom, and the report. */
package com.sealkloud.chat.bench;
