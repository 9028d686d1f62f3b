/** Access to what Tomcat's protocol handlers show to their own package only. */
@NullMarked
package org.apache.coyote;

import org.jspecify.annotations.NullMarked;
