package dev.agentguard.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.effect.Glob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that count only with the key of an approver, and what somebody without one tries. */
class SignedApprovalsTest {

    private static final Duration EXPIRY = Duration.ofMinutes(15);
    private static final char[] PASSPHRASE = "correct horse".toCharArray();

    @TempDir
    static Path keys;

    private static Approver alice;
    private static Approver bob;
    private static ApproverKey aliceKey;
    private static ApproverKey bobKey;

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final ApprovalSubject subject = Subjects.delete("vol-1");
    private Approvers approvers;
    private ApprovalRequest request;

    @BeforeAll
    static void makeKeys() throws Exception {
        alice = approver("alice");
        bob = approver("bob");
        aliceKey = key("alice", "alice");
        bobKey = key("bob", "bob");
    }

    /** A key that nothing encrypts, since deriving one from a passphrase is slow on purpose. */
    private static Approver approver(String name) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Files.writeString(
                keys.resolve(name),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        return new Approver(name, pair.getPublic(), List.of());
    }

    private static ApproverKey key(String name, String file) throws Exception {
        return ApproverKey.read(name, keys.resolve(file), PASSPHRASE);
    }

    @BeforeEach
    void ask() throws Exception {
        approvers = new Approvers(List.of(alice, bob), List.of());
        request = approvals().request(subject);
    }

    private Approvals approvals() {
        return new Approvals(directory, clock, EXPIRY, approvers);
    }

    private Path file(String part) {
        return directory.resolve("approvals").resolve(request.id() + "." + part + ".json");
    }

    private void assertRefused(Consumption.Status expected) throws Exception {
        assertRefused(expected, "");
    }

    private void assertRefused(Consumption.Status expected, String words) throws Exception {
        assertThat(approvals().consume(subject.digest())).isInstanceOfSatisfying(Consumption.NotApproved.class, no -> {
            assertThat(no.status()).as(no.message()).isEqualTo(expected);
            assertThat(no.message()).contains(words);
        });
    }

    @Test
    void what_an_approver_signed_passes_once() throws Exception {
        assertThat(approvals().approve(request, "vol-1", aliceKey).accepted()).isTrue();

        assertThat(approvals().consume(subject.digest())).isEqualTo(new Consumption.Used(request, "alice"));
        assertRefused(Consumption.Status.USED);
    }

    @Test
    void an_answer_that_nobody_signed_does_not_count() throws Exception {
        assertThat(approvals().approve(request, "vol-1", "alice").message())
                .contains("`alice`, `bob`")
                .contains("--key");
        assertRefused(Consumption.Status.OPEN);

        // written past the command line, by whoever can write the store
        assertThat(new Approvals(directory, clock, EXPIRY)
                        .approve(request, "vol-1", "alice")
                        .accepted())
                .isTrue();
        assertRefused(Consumption.Status.TAMPERED, "without the key of `alice`");
    }

    @Test
    void a_key_counts_for_its_approver_only() throws Exception {
        ApproverKey stolenName = key("alice", "bob");
        assertThat(approvals().approve(request, "vol-1", stolenName).message()).contains("without the key of `alice`");
        ApproverKey stranger = key("mallory", "bob");
        assertThat(approvals().approve(request, "vol-1", stranger).message()).contains("`mallory`, who is no approver");
        assertRefused(Consumption.Status.OPEN);

        approvers = new Approvers(List.of(new Approver("alice", bob.key(), List.of())), List.of());
        assertThat(approvals().approve(request, "vol-1", stolenName).accepted()).isTrue();
        approvers = new Approvers(List.of(alice), List.of());
        assertRefused(Consumption.Status.TAMPERED, "without the key of `alice`");
    }

    @Test
    void a_key_where_no_approver_is_named_is_not_taken() throws Exception {
        approvers = Approvers.NONE;
        assertThat(approvals().approve(request, "vol-1", aliceKey).accepted()).isFalse();
    }

    @Test
    void a_signed_answer_holds_for_its_request_only() throws Exception {
        approvals().approve(request, "vol-1", aliceKey);
        String answer = Files.readString(file("answer"));
        ApprovalRequest other = approvals().request(Subjects.delete("vol-prod"));
        Files.writeString(
                directory.resolve("approvals").resolve(other.id() + ".answer.json"),
                answer.replace(request.id(), other.id())
                        .replace(request.digest(), other.digest())
                        .replace(
                                CanonicalJson.sha256(Files.readAllBytes(file("request"))),
                                CanonicalJson.sha256(Files.readAllBytes(
                                        directory.resolve("approvals").resolve(other.id() + ".request.json")))));

        assertThat(approvals().consume(other.digest()))
                .isInstanceOfSatisfying(
                        Consumption.NotApproved.class,
                        no -> assertThat(no.status()).isEqualTo(Consumption.Status.TAMPERED));
    }

    @Test
    void a_signed_answer_cannot_be_changed() throws Exception {
        approvals().approve(request, "vol-1", aliceKey);
        String answer = Files.readString(file("answer"));
        clock.move(Duration.ofSeconds(10));
        for (List<String> change : List.of(
                List.of("\"alice\"", "\"bob\""),
                List.of("\"reason\" : \"\"", "\"reason\" : \"fine\""),
                List.of("\"at\" : \"", "\"at\" : \"+"),
                List.of("\"signature\" : \"", "\"signature\" : \"A"),
                List.of("\"signature\"", "\"unsigned\""))) {
            String changed = answer.replace(change.get(0), change.get(1));
            assertThat(changed).isNotEqualTo(answer);
            Files.writeString(file("answer"), changed);
            assertRefused(Consumption.Status.TAMPERED);
        }
        Files.writeString(file("answer"), answer);
        assertThat(approvals().consume(subject.digest())).isInstanceOf(Consumption.Used.class);
    }

    @Test
    void a_signed_answer_is_no_answer_to_the_same_request_made_again() throws Exception {
        approvals().approve(request, "vol-1", aliceKey);
        String answer = Files.readString(file("answer"));
        assertThat(approvals().consume(subject.digest())).isInstanceOf(Consumption.Used.class);

        ApprovalRequest again = approvals().request(subject);
        Files.writeString(
                directory.resolve("approvals").resolve(again.id() + ".answer.json"),
                answer.replace(request.id(), again.id()));
        assertRefused(Consumption.Status.TAMPERED);
    }

    @Test
    void an_approver_may_approve_what_is_theirs() throws Exception {
        approvers = new Approvers(
                List.of(new Approver("alice", alice.key(), List.of(new Glob("stripe:*"))), bob), List.of());

        assertThat(approvals().approve(request, "vol-1", aliceKey).message())
                .contains("may not approve `railway:volumeDelete`");
        assertRefused(Consumption.Status.OPEN);
        assertThat(approvals().approve(request, "vol-1", bobKey).accepted()).isTrue();
        assertThat(approvals().consume(subject.digest())).isInstanceOf(Consumption.Used.class);
    }

    @Test
    void what_needs_two_is_approved_by_two_different_ones() throws Exception {
        approvers = new Approvers(List.of(alice, bob), List.of(new Glob("railway:*Delete")));

        assertThat(approvals().approve(request, "vol-1", aliceKey).message()).contains("a second approver is needed");
        assertRefused(Consumption.Status.OPEN, "second human");
        assertThat(approvals().approve(request, "vol-1", aliceKey).message()).contains("alice approved it already");
        Files.copy(file("first"), file("answer"));
        assertRefused(Consumption.Status.TAMPERED, "twice");
        Files.delete(file("answer"));

        assertThat(approvals().approve(request, "vol-2", bobKey).message()).contains("wrong name");
        assertThat(approvals().approve(request, "vol-1", bobKey).accepted()).isTrue();
        byte[] first = Files.readAllBytes(file("first"));
        Files.delete(file("first"));
        assertRefused(Consumption.Status.TAMPERED, "needs two");
        Files.write(file("first"), first);
        assertThat(approvals().consume(subject.digest())).isEqualTo(new Consumption.Used(request, "alice and bob"));
    }

    @Test
    void a_first_approval_that_was_forged_is_none() throws Exception {
        approvers = new Approvers(List.of(alice, bob), List.of(new Glob("*:volumeDelete")));
        approvals().approve(request, "vol-1", aliceKey);
        Files.writeString(file("first"), Files.readString(file("first")).replace("\"alice\"", "\"bob\""));

        assertThat(approvals().approve(request, "vol-1", aliceKey).message()).contains("a second approver is needed");
        assertThat(approvals().approve(request, "vol-1", bobKey).accepted()).isTrue();
    }

    @Test
    void a_key_is_kept_from_others() throws Exception {
        Path key = directory.resolve("carol");
        String text = ApproverKey.create(key, PASSPHRASE);
        approvers = new Approvers(List.of(new Approver("carol", Approver.key(text), List.of())), List.of());
        assertThat(approvals()
                        .approve(request, "vol-1", ApproverKey.read("carol", key, PASSPHRASE))
                        .accepted())
                .isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(key)).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        assertThatThrownBy(() -> ApproverKey.read("alice", key, "wrong horse".toCharArray()))
                .isInstanceOf(ApprovalException.class)
                .hasMessageContaining("passphrase is wrong");
        assertThatThrownBy(() -> ApproverKey.create(key, PASSPHRASE))
                .isInstanceOf(ApprovalException.class)
                .hasMessageContaining("cannot be written");
        assertThatThrownBy(() -> ApproverKey.create(directory.resolve("new"), "short".toCharArray()))
                .isInstanceOf(ApprovalException.class)
                .hasMessageContaining("at least 8 characters");
        assertThat(directory.resolve("new")).doesNotExist();
    }

    @Test
    void a_key_that_openssl_made_is_read() throws Exception {
        // of RFC 8410, section 10.3
        Path file = Files.writeString(
                directory.resolve("openssl"),
                "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n"
                        + "-----END PRIVATE KEY-----\n");
        Approver carol = new Approver(
                "carol",
                Approver.key("ed25519:MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE="),
                List.of());
        approvers = new Approvers(List.of(carol), List.of());
        assertThat(approvals()
                        .approve(request, "vol-1", ApproverKey.read("carol", file, new char[0]))
                        .accepted())
                .isTrue();
    }

    @Test
    void what_is_no_key_is_refused() throws Exception {
        for (String text :
                List.of("", "-----BEGIN PRIVATE KEY-----\n!!!\n-----END PRIVATE KEY-----", "x".repeat(20_000))) {
            Path file = Files.writeString(directory.resolve("none"), text);
            assertThatThrownBy(() -> ApproverKey.read("alice", file, PASSPHRASE))
                    .isInstanceOf(ApprovalException.class);
        }
        for (String text : List.of("", "ed25519:", "ed25519:!", "ed25519:AAAA", "x".repeat(1_000), "rsa:AAAA")) {
            assertThatThrownBy(() -> Approver.key(text)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
