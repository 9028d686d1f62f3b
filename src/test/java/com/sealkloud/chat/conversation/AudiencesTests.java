package com.sealkloud.chat.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sealkloud.chat.testing.Chat;
import com.sealkloud.chat.testing.Mode;
import com.sealkloud.chat.testing.Servers;
import com.sealkloud.chat.testing.User;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Servers.class)
class AudiencesTests {

    @ParameterizedTest
    @EnumSource(
            value = Mode.class,
            names = {"EMBEDDED_H2", "EMBEDDED_POSTGRESQL"})
    void amongSomeHaveTheseAloneAndAreTheSameOtherwise(Mode mode) {
        Chat chat = Servers.chat(mode);
        User lena = chat.cast().lena();
        User ravi = chat.cast().ravi();
        User mona = chat.cast().mona();
        String one = room(chat, lena, ravi, mona);
        String two = room(chat, lena, ravi);
        Audiences audiences = chat.bean(Audiences.class);

        Map<String, Audience> found = audiences.among(Map.of(
                one,
                Set.of(ravi.userId(), lena.userId()),
                two,
                Set.of(mona.userId(), "nobody"),
                "no-such-room",
                Set.of(lena.userId())));

        assertThat(found).containsOnlyKeys(one, two);
        Audience all = audiences.of(List.of(one)).get(one);
        assertThat(found.get(one).people()).containsOnlyKeys(lena.userId(), ravi.userId());
        assertThat(all.people()).containsAllEntriesOf(found.get(one).people());
        assertThat(all.readSeqs()).containsAllEntriesOf(found.get(one).readSeqs());
        assertThat(found.get(one).name()).isEqualTo(all.name());
        assertThat(found.get(one).kind()).isEqualTo(all.kind());
        assertThat(found.get(two).people()).isEmpty();
        assertThat(audiences.among(Map.of())).isEmpty();
    }

    private static String room(Chat chat, User owner, User... members) {
        return chat.as(owner)
                .post(
                        "/rooms",
                        Map.of(
                                "name",
                                "r",
                                "kind",
                                "team",
                                "memberIds",
                                List.of(members).stream().map(User::userId).toList()))
                .expect(201)
                .text("roomId");
    }
}
