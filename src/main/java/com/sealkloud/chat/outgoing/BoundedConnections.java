package com.sealkloud.chat.outgoing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.InterceptingClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/**
 * Connections for Spring's calls to an identity provider. A timeout for each read would never end
 * an answer that comes in drops.
 */
public final class BoundedConnections {

    /** Keys, tokens and claims have a few KB. */
    static final int LONGEST_ANSWER = 1 << 20;

    private BoundedConnections() {}

    /**
     * @param timeout to connect, and again until the answer is there as a whole
     * @param redirects none for what only the called server may learn: also the body would go on
     */
    public static ClientHttpRequestFactory within(Duration timeout, HttpClient.Redirect redirects) {
        JdkClientHttpRequestFactory connections = new JdkClientHttpRequestFactory(HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(redirects)
                .connectTimeout(timeout)
                .build());
        connections.setReadTimeout(timeout);
        return new InterceptingClientHttpRequestFactory(
                connections,
                List.of((request, body, execution) -> new BoundedAnswer(execution.execute(request, body))));
    }

    private record BoundedAnswer(ClientHttpResponse answer) implements ClientHttpResponse {

        @Override
        public HttpStatusCode getStatusCode() throws IOException {
            return answer.getStatusCode();
        }

        @Override
        public String getStatusText() throws IOException {
            return answer.getStatusText();
        }

        @Override
        public HttpHeaders getHeaders() {
            return answer.getHeaders();
        }

        @Override
        public InputStream getBody() throws IOException {
            return new BoundedStream(answer.getBody());
        }

        @Override
        public void close() {
            answer.close();
        }
    }

    private static final class BoundedStream extends FilterInputStream {

        private int left = LONGEST_ANSWER;

        BoundedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int octet = super.read();
            count(octet < 0 ? 0 : 1);
            return octet;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int octets) throws IOException {
            left -= octets;
            if (left < 0) {
                throw new IOException("The answer has more than " + LONGEST_ANSWER + " octets");
            }
        }
    }
}
