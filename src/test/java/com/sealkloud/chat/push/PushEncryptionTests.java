package com.sealkloud.chat.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The values are those of RFC 8291, appendix A. */
class PushEncryptionTests {
    private static final String SENDER_PUBLIC =
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private static final String SENDER_PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private static final String DEVICE_PUBLIC =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private static final String SECRET = "BTBZMqHH6r4Tts7J_aSIgg";
    private static final String SALT = "DGv6ra1nlYgDCS1FRnbzlw";
    private static final String ENCRYPTED =
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_y"
                    + "l95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    @Test
    void givesTheOctetsOfTheSpecification() throws Exception {
        ECPublicKey senderPublic = P256.decode(decode(SENDER_PUBLIC));
        KeyPair sender = new KeyPair(
                senderPublic,
                KeyFactory.getInstance("EC")
                        .generatePrivate(new ECPrivateKeySpec(
                                new BigInteger(1, decode(SENDER_PRIVATE)), senderPublic.getParams())));

        byte[] encrypted = PushEncryption.encrypt(
                "When I grow up, I want to be a watermelon".getBytes(StandardCharsets.UTF_8),
                P256.decode(decode(DEVICE_PUBLIC)),
                decode(SECRET),
                sender,
                decode(SALT));

        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(encrypted))
                .isEqualTo(ENCRYPTED);
    }

    @Test
    void fillsNoMoreThanOneRecord() {
        ECPublicKey device = P256.decode(decode(DEVICE_PUBLIC));

        assertThat(PushEncryption.encrypt(new byte[PushEncryption.LONGEST], device, decode(SECRET)))
                .hasSize(4_096);
        assertThatThrownBy(() -> PushEncryption.encrypt(new byte[PushEncryption.LONGEST + 1], device, decode(SECRET)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesKeysAsItReadsThem() {
        for (int i = 0; i < 300; i++) {
            byte[] point = P256.encode((ECPublicKey) P256.newKeys().getPublic());
            assertThat(P256.encode(P256.decode(point))).isEqualTo(point);
        }
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
