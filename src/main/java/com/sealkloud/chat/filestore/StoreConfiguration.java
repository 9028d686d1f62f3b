package com.sealkloud.chat.filestore;

import com.sealkloud.chat.encryption.FileSealing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Where the bytes of files are, as configured. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    private static final String FILE = "file:";
    private static final String S3 = "s3://";

    @Bean
    FileStore fileStore(StorageProperties properties, @Value("${chat.data}") Path data, FileSealing sealing)
            throws IOException {
        String storage = properties.storage();
        FileStore store = storage.startsWith(S3)
                ? new S3Store(
                        client(properties.s3()),
                        storage.substring(S3.length()),
                        Files.createDirectories(data.resolve("arrivals")),
                        properties.s3().atOnce())
                : new FolderStore(Path.of(storage.substring(FILE.length())));
        return new SealedStore(store, sealing);
    }

    static S3Client client(StorageProperties.S3 s3) {
        S3ClientBuilder client = S3Client.builder()
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(s3.timeout())
                        .socketTimeout(s3.timeout())
                        .build())
                .region(Region.of(s3.region()))
                .credentialsProvider(credentials(s3.accessKey(), s3.secretKey()))
                .forcePathStyle(s3.pathStyle())
                // Servers other than Amazon's often do not know the newer checksums, nor bodies in
                // signed chunks.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(service -> service.chunkedEncodingEnabled(false))
                .overrideConfiguration(each -> each.apiCallTimeout(s3.timeout().multipliedBy(3)));
        if (s3.endpoint() != null) {
            client.endpointOverride(s3.endpoint());
        }
        return client.build();
    }

    private static AwsCredentialsProvider credentials(@Nullable String accessKey, @Nullable String secretKey) {
        return accessKey == null || secretKey == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
    }
}
