package com.sealkloud.chat.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Signs with RSA (RFC 8017) of many small primes, for tests only: without the second compiler of
 * the JVM a signature of two large primes takes twelve times as long, and each user of a test has
 * one.
 */
final class QuickRsaSigner implements JWSSigner {
    private static final int PRIMES = 8;
    private static final int PRIME_BITS = 256;
    private static final BigInteger EXPONENT = BigInteger.valueOf(65537);

    /** What stands before a SHA-256 (RFC 8017, 9.2). */
    private static final String DIGEST_INFO = "003031300d060960864801650304020105000420";

    private final List<Prime> primes;
    private final BigInteger modulus;
    private final RSAPublicKey publicKey;
    private final JCAContext context = new JCAContext();

    QuickRsaSigner() {
        SecureRandom random = new SecureRandom();
        List<BigInteger> found = Stream.generate(() -> BigInteger.probablePrime(PRIME_BITS, random))
                .filter(prime -> prime.subtract(BigInteger.ONE).gcd(EXPONENT).equals(BigInteger.ONE))
                .distinct()
                .limit(PRIMES)
                .toList();
        this.modulus = found.stream().reduce(BigInteger.ONE, BigInteger::multiply);
        this.primes = found.stream().map(prime -> Prime.of(prime, modulus)).toList();
        try {
            this.publicKey = (RSAPublicKey)
                    KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, EXPONENT));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param exponent that signs, modulo this prime
     * @param weight of what is signed modulo this prime (Chinese remainder theorem)
     */
    private record Prime(BigInteger value, BigInteger exponent, BigInteger weight) {

        static Prime of(BigInteger prime, BigInteger modulus) {
            BigInteger others = modulus.divide(prime);
            return new Prime(
                    prime,
                    EXPONENT.modInverse(prime.subtract(BigInteger.ONE)),
                    others.multiply(others.modInverse(prime)));
        }

        BigInteger sign(BigInteger message) {
            return message.mod(value).modPow(exponent, value).multiply(weight);
        }
    }

    RSAPublicKey publicKey() {
        return publicKey;
    }

    @Override
    public Base64URL sign(JWSHeader header, byte[] input) throws JOSEException {
        try {
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(input));
            int size = (modulus.bitLength() + 7) / 8;
            String ending = DIGEST_INFO + digest;
            String padding = "ff".repeat(size - 2 - ending.length() / 2);
            BigInteger message = new BigInteger("0001" + padding + ending, 16);
            BigInteger signature = primes.stream()
                    .map(prime -> prime.sign(message))
                    .reduce(BigInteger.ZERO, BigInteger::add)
                    .mod(modulus);
            return Base64URL.encode(HexFormat.of().parseHex(("%0" + 2 * size + "x").formatted(signature)));
        } catch (GeneralSecurityException e) {
            throw new JOSEException(e);
        }
    }

    @Override
    public Set<JWSAlgorithm> supportedJWSAlgorithms() {
        return Set.of(JWSAlgorithm.RS256);
    }

    @Override
    public JCAContext getJCAContext() {
        return context;
    }
}
