/** What Tomcat's protocols know, but tell their own package alone. */
@NullMarked
package org.apache.coyote;

import org.jspecify.annotations.NullMarked;
