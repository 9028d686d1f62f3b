/**
 * Pictures of people: who sets, sees and removes them.
 *
 * <p>{@code PeoplePictures} has {@code Portraits} of {@code attachment} store a small square and
 * shows its key in the account; the first characters of the key are the version that everybody gets
 * with the name. Whoever changes a name, role or picture publishes {@code ProfileChanged}
 * ({@code account}), and {@code ProfileAnnouncer} of {@code presence} tells the open pages.
 */
@ApplicationModule(allowedDependencies = {"account", "api", "attachment", "audit", "conversation", "http", "realtime"})
@NullMarked
package com.sealkloud.chat.picture;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
