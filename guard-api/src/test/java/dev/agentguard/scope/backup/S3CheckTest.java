package dev.agentguard.scope.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Glob;
import dev.agentguard.scope.JdkHttpTransport;
import dev.agentguard.scope.Location;
import dev.agentguard.scope.Loss;
import dev.agentguard.scope.Placement;
import dev.agentguard.scope.Recoverability;
import dev.agentguard.scope.Recoverability.Verdict;
import dev.agentguard.scope.Secret;
import dev.agentguard.scope.aws.AwsAccess;
import dev.agentguard.scope.aws.S3Bucket;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups in S3, looked at with a key of Guard's own: a server on a real socket, which answers as S3's reference says. */
class S3CheckTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private BackupServer server;

    @BeforeEach
    void start() throws IOException {
        server = new BackupServer(BackupServer.status(404));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private S3Bucket bucket(URI endpoint) {
        AwsAccess access = new AwsAccess(
                () -> Secret.of("AKIDEXAMPLE"),
                () -> Secret.of(SECRET),
                () -> Secret.of("session-token"),
                "eu-west-1",
                endpoint,
                Duration.ofSeconds(1));
        return new S3Bucket(access, "eu-west-1", "example-backups", () -> NOW);
    }

    private Recoverability find(String key) {
        DeclaredBackup backup = new DeclaredBackup(
                "nightly",
                new Coverage(Set.of(), List.of(new Glob("railway:volume v1")), List.of()),
                List.of(),
                Duration.ofHours(26),
                1024,
                Duration.ofSeconds(2),
                List.of(new S3Check(bucket(server.address().resolve("/")), key)));
        Effect effect = Effect.of("railway:volumeDelete", new Evidence("body", "x"))
                .resource("railway:volume", "v1")
                .reversibility(Reversibility.IRREVERSIBLE, "test")
                .build();
        Location where = new Location.Proven(Set.of("production"), "test");
        Loss loss = new Loss(effect, new Placement(where, null), List.of(effect), null);
        try (BackupFinder finder = new BackupFinder(List.of(backup), new JdkHttpTransport(), () -> NOW)) {
            Recoverability found = finder.find(loss, false);
            assertThat(found.toString()).doesNotContain(SECRET, "session-token", "Signature=");
            return found;
        }
    }

    private static String item(String key, String modified, long size) {
        return "<Contents><Key>" + key + "</Key><LastModified>" + modified + "</LastModified><Size>" + size
                + "</Size><StorageClass>STANDARD</StorageClass></Contents>";
    }

    private static String list(String next, String... items) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>example-backups</Name>"
                + "<IsTruncated>" + !next.isEmpty() + "</IsTruncated>"
                + (next.isEmpty() ? "" : "<NextContinuationToken>" + next + "</NextContinuationToken>")
                + String.join("", items) + "</ListBucketResult>";
    }

    private static BackupServer.Reply page(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    @Test
    void objectThatIsThereAndFreshSurvives() {
        server.reply = exchange -> {
            assertThat(exchange.getRequestHeaders().getFirst("Authorization"))
                    .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261121/eu-west-1/s3/aws4_request, "
                            + "SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token, Signature=");
            BackupServer.backup(NOW.minusSeconds(3600), 4096).to(exchange);
        };
        assertThat(find("orders/latest dump+1.gz").verdict()).isEqualTo(Verdict.SURVIVES);
        assertThat(server.requests).containsExactly("HEAD /example-backups/orders/latest%20dump%2B1.gz");
    }

    @Test
    void objectThatIsGoneDoesNot() {
        assertThat(find("orders/latest.dump").verdict()).isEqualTo(Verdict.DOES_NOT_SURVIVE);
    }

    @Test
    void objectThatMayNotBeAskedForIsNotKnown() {
        server.reply = BackupServer.status(403);
        Recoverability found = find("orders/latest.dump");
        assertThat(found.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(found.evidence()).contains("403");
    }

    @Test
    void newestOfAllPagesCounts() {
        server.reply = exchange -> {
            boolean first = !exchange.getRequestURI().getRawQuery().contains("continuation-token");
            page(first
                            ? list("a/b=", item("orders/n-1.dump", "2026-11-21T02:00:00.000Z", 4096))
                            : list("", item("orders/n-2.dump", "2026-11-20T02:00:00Z", 4096)))
                    .to(exchange);
        };
        Recoverability found = find("orders/n-*.dump");
        assertThat(found.verdict()).as(found.evidence()).isEqualTo(Verdict.SURVIVES);
        assertThat(found.evidence()).contains("s3://example-backups/orders/n-1.dump");
        assertThat(server.requests)
                .containsExactly(
                        "GET /example-backups/?list-type=2&prefix=orders%2Fn-",
                        "GET /example-backups/?continuation-token=a%2Fb%3D&list-type=2&prefix=orders%2Fn-");
    }

    @Test
    void oldShortOrOtherObjectsDoNotCount() {
        server.reply = page(list("", item("orders/n-1.dump", "2026-11-18T02:00:00Z", 4096)));
        assertThat(find("orders/n-*.dump").verdict()).isEqualTo(Verdict.DOES_NOT_SURVIVE);
        server.reply = page(list("", item("orders/n-1.dump", "2026-11-21T02:00:00Z", 10)));
        assertThat(find("orders/n-*.dump").verdict()).isEqualTo(Verdict.DOES_NOT_SURVIVE);
        server.reply = page(list("", item("orders/n-1.txt", "2026-11-21T02:00:00Z", 4096)));
        assertThat(find("orders/n-*.dump").verdict()).isEqualTo(Verdict.DOES_NOT_SURVIVE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html/>",
                "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
                "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>orders/n-1.dump</Key></Contents></ListBucketResult>",
                "<ListBucketResult><Contents></Contents>",
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><ListBucketResult><IsTruncated>&e;</IsTruncated></ListBucketResult>",
                "<a><a><a><a><a><a><a><a><a><a><a><a/></a></a></a></a></a></a></a></a></a></a></a>"
            })
    void whatIsNoListIsNotKnown(String body) {
        server.reply = page(body);
        Recoverability found = find("orders/n-*.dump");
        assertThat(found.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(found.evidence()).doesNotContain("root:");
    }

    @Test
    void listThatNeverEndsIsNotKnown() {
        server.reply = page(list("again", item("orders/n-1.dump", "2026-11-21T02:00:00Z", 4096)));
        assertThat(find("orders/n-*.dump").verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(server.requests).hasSizeLessThanOrEqualTo(50);
    }

    @Test
    void whatDeletesTheBucketTakesTheBackupToo() {
        assertThat(new S3Check(bucket(server.address()), "orders/n-*.dump").domain())
                .hasToString("s3://example-backups/orders/n-");
    }

    @Test
    void bucketsOfAwsHaveTheirOwnAddresses() {
        assertThat(bucket(null).object("a/b c"))
                .hasToString("https://example-backups.s3.eu-west-1.amazonaws.com/a/b%20c");
        AwsAccess access = new AwsAccess(
                () -> Secret.of("k"), () -> Secret.of("s"), null, "cn-north-1", null, Duration.ofSeconds(1));
        assertThat(new S3Bucket(access, "cn-north-1", "with.dots", () -> NOW).object("k"))
                .hasToString("https://s3.cn-north-1.amazonaws.com.cn/with.dots/k");
    }
}
