package com.sealkloud.chat.filestore;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Keeps files in a bucket of S3, or of a server that speaks its protocol. */
final class S3Store implements FileStore {

    /** How long a thread waits for its turn. */
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private static final long PATIENCE_MILLIS = 1_000;

    private final S3Client client;
    private final String bucket;
    private final Path arrivals;
    private final Semaphore turns;

    /**
     * @param arrivals a folder of this machine, for files on their way
     * @param atOnce how many threads may wait for the server
     */
    S3Store(S3Client client, String bucket, Path arrivals, int atOnce) {
        this.turns = new Semaphore(atOnce);
        this.client = client;
        this.bucket = bucket;
        this.arrivals = arrivals;
    }

    @Override
    public Path arrivals() {
        return arrivals;
    }

    /** One request stores all of it or nothing. */
    @Override
    public void put(String key, Path arrived) throws IOException {
        ask(() -> client.putObject(to -> to.bucket(bucket).key(key), RequestBody.fromFile(arrived)));
        Files.deleteIfExists(arrived);
    }

    @Override
    public long size(String key) throws IOException {
        return ask(() -> client.headObject(of -> of.bucket(bucket).key(key))).contentLength();
    }

    @Override
    public InputStream open(String key, long from, long to) throws IOException {
        String end = to == Long.MAX_VALUE ? "" : String.valueOf(to - 1);
        String range = from == 0 && end.isEmpty() ? null : "bytes=" + from + "-" + end;
        return new Answer(
                ask(() -> client.getObject(of -> of.bucket(bucket).key(key).range(range))));
    }

    @Override
    public void remove(String key) throws IOException {
        ask(() -> client.deleteObject(of -> of.bucket(bucket).key(key)));
    }

    @Override
    public Set<String> keys(String beginning) throws IOException {
        return ask(() -> {
            Set<String> keys = new HashSet<>();
            client.listObjectsV2Paginator(of -> of.bucket(bucket).prefix(beginning)).contents().stream()
                    .map(S3Object::key)
                    .forEach(keys::add);
            return keys;
        });
    }

    /** Asks the server. */
    @FunctionalInterface
    private interface Asking<T> {

        T ask() throws IOException;
    }

    /** A server that does not answer must not occupy all threads of HTTP. */
    private <T> T inTurn(Asking<T> asking) throws IOException {
        try {
            if (!turns.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IOException("too many wait for the server of the bucket");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
        try {
            return asking.ask();
        } finally {
            turns.release();
        }
    }

    private <T> T ask(Supplier<T> request) throws IOException {
        try {
            return inTurn(request::get);
        } catch (NoSuchKeyException e) {
            throw new FileNotFoundException(e.getMessage());
        } catch (S3Exception e) {
            if (e.statusCode() == RANGE_NOT_SATISFIABLE) {
                throw new EOFException(e.getMessage());
            }
            throw new IOException(e);
        } catch (SdkException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    /** Whoever stops reading does not want the rest, which closing alone would still receive. */
    private final class Answer extends FilterInputStream {

        private final ResponseInputStream<GetObjectResponse> answer;
        private long left;

        Answer(ResponseInputStream<GetObjectResponse> answer) {
            super(answer);
            this.answer = answer;
            this.left = Objects.requireNonNullElse(answer.response().contentLength(), Long.MAX_VALUE);
        }

        @Override
        public int read() throws IOException {
            int octet = inTurn(super::read);
            left = octet < 0 ? 0 : left - 1;
            return octet;
        }

        @Override
        public int read(byte[] octets, int from, int length) throws IOException {
            int read = inTurn(() -> super.read(octets, from, length));
            left = read < 0 ? 0 : left - read;
            return read;
        }

        @Override
        public void close() throws IOException {
            if (left <= 0) {
                super.close();
            } else {
                answer.abort();
            }
        }
    }
}
