package com.sealkloud.chat.encryption;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls AWS KMS, or a server that speaks its protocol: two actions do not need its whole SDK. */
final class Kms {

    private static final Set<String> OF_THE_CIPHERTEXT = Set.of("InvalidCiphertextException", "IncorrectKeyException");

    private final KmsProperties properties;
    private final URI endpoint;
    private final AwsCredentialsProvider credentials;
    private final JsonMapper json = new JsonMapper();

    /** @throws MasterKeyException if keys would go over the network in clear */
    Kms(KmsProperties properties) {
        this.properties = properties;
        this.endpoint = Objects.requireNonNullElseGet(
                properties.endpoint(), () -> URI.create("https://kms." + properties.region() + ".amazonaws.com"));
        if (!"https".equals(endpoint.getScheme()) && !isHere()) {
            throw new MasterKeyException("The key management service must be called over https, not at " + endpoint
                    + ": the calls carry keys.");
        }
        this.credentials = properties.accessKey() == null || properties.secretKey() == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(properties.accessKey(), properties.secretKey()));
    }

    private boolean isHere() {
        try {
            return InetAddress.getByName(endpoint.getHost()).isLoopbackAddress();
        } catch (IOException e) {
            return false;
        }
    }

    /** The service has answered, and not done it. */
    static final class RefusedException extends Exception {

        private static final long serialVersionUID = 1L;

        private final String type;

        RefusedException(String type, String message) {
            super(type + " " + message);
            this.type = type;
        }

        /** @return whether this key has not sealed it, or not with this context */
        boolean isOfTheCiphertext() {
            return OF_THE_CIPHERTEXT.contains(type);
        }
    }

    /** @throws MasterKeyException if the service does not answer */
    JsonNode call(String action, Map<String, ?> parameters) throws RefusedException {
        byte[] body = json.writeValueAsBytes(parameters);
        try (SdkHttpClient http = UrlConnectionHttpClient.builder()
                .connectionTimeout(properties.timeout())
                .socketTimeout(properties.timeout())
                .build()) {
            HttpExecuteResponse answer =
                    http.prepareRequest(signed(action, body)).call();
            try (InputStream in = answer.responseBody().orElseGet(Kms::nothing)) {
                JsonNode said = json.readTree(in);
                if (answer.httpResponse().isSuccessful()) {
                    return said;
                }
                String type = said.path("__type").asString("");
                throw new RefusedException(type.substring(type.indexOf('#') + 1), message(said));
            }
        } catch (IOException | SdkException | JacksonException e) {
            throw new MasterKeyException(
                    "The key management service at " + endpoint + " does not answer: " + e.getMessage() + ".");
        }
    }

    private static AbortableInputStream nothing() {
        return AbortableInputStream.create(new ByteArrayInputStream(new byte[0]));
    }

    private static String message(JsonNode said) {
        return said.path("message").asString(said.path("Message").asString(""));
    }

    private HttpExecuteRequest signed(String action, byte[] body) {
        SdkHttpFullRequest request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("Content-Length", String.valueOf(body.length))
                .putHeader("X-Amz-Target", "TrentService." + action)
                .build();
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(of -> of.identity(credentials.resolveCredentials())
                        .request(request)
                        .payload(() -> new ByteArrayInputStream(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "kms")
                        .putProperty(
                                AwsV4HttpSigner.REGION_NAME, properties.region().toLowerCase(Locale.ROOT)));
        return HttpExecuteRequest.builder()
                .request(signed.request())
                .contentStreamProvider(signed.payload().orElse(null))
                .build();
    }
}
