package com.sealkloud.chat.picture;

import com.sealkloud.chat.account.Directory;
import com.sealkloud.chat.account.Person;
import com.sealkloud.chat.conversation.ConversationKind;
import com.sealkloud.chat.conversation.ConversationRepository;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Gives the demo people pictures, once, in a database in which nobody has talked yet. */
@Component
@ConditionalOnBooleanProperty("chat.demo")
@ConditionalOnBooleanProperty(name = "chat.demo-data", matchIfMissing = true)
class DemoPortraits {

    private static final Logger log = LoggerFactory.getLogger(DemoPortraits.class);

    private static final Map<String, DrawnPortrait> PORTRAITS = Map.of(
            "carol", new DrawnPortrait(0xf3d9b1, 0x7a3b1d, 0xf0c4a2, 0x2f6f73, true),
            "dave", new DrawnPortrait(0xc9dbe8, 0x2f2a28, 0xe3ac85, 0x8a4b3a, false),
            "lena", new DrawnPortrait(0xcfe5d0, 0xd8b45c, 0xf5cfb0, 0x3b4f86, true),
            "ravi", new DrawnPortrait(0xe7d3e6, 0x1d1a1c, 0xa8714a, 0x4a6b3c, false),
            "mona", new DrawnPortrait(0xd5d3ee, 0x9a9790, 0xf0c8ab, 0x7c3557, true),
            "ada", new DrawnPortrait(0xf1cfc6, 0x4b2a20, 0xc68a5e, 0x333944, true));

    private final PeoplePictures pictures;
    private final Directory directory;
    private final ConversationRepository conversations;

    DemoPortraits(PeoplePictures pictures, Directory directory, ConversationRepository conversations) {
        this.pictures = pictures;
        this.directory = directory;
        this.conversations = conversations;
    }

    /** Before the demo people talk. A trial must not fail to start because of pictures. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @EventListener(ApplicationReadyEvent.class)
    void hang() {
        try {
            if (!conversations.existsByKindIn(EnumSet.of(ConversationKind.DIRECT, ConversationKind.TICKET))) {
                Set<String> present = directory.findAll(PORTRAITS.keySet()).stream()
                        .filter(person -> person.picture() == null)
                        .map(Person::userId)
                        .collect(Collectors.toSet());
                PORTRAITS.forEach((userId, portrait) -> {
                    if (present.contains(userId)) {
                        pictures.draw(userId, portrait);
                    }
                });
            }
        } catch (RuntimeException e) {
            log.warn("The demo people have no pictures", e);
        }
    }
}
