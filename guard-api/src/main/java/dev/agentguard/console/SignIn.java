package dev.agentguard.console;

import dev.agentguard.approval.Approver;
import dev.agentguard.approval.Approvers;
import dev.agentguard.approval.Passkey;
import dev.agentguard.approval.PasskeyAssertion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is signed in. Safe for use by many threads. */
final class SignIn {

    private static final Duration CHALLENGE_HOLDS = Duration.ofMinutes(5);
    private static final Duration HOLDS = Duration.ofHours(8);
    private static final int MOST = 100;
    private static final SecureRandom RANDOM = new SecureRandom();

    private record Held<T>(T value, Instant until) {}

    private final Approvers approvers;
    private final InstantSource clock;
    private final Map<String, Held<Visitor>> visitors = new Bounded<>();
    private final Map<String, Held<byte[]>> challenges = new Bounded<>();
    private @Nullable String link = random();

    SignIn(Approvers approvers, InstantSource clock) {
        this.approvers = approvers;
        this.clock = clock;
    }

    /** Returns the secret of the link that the human who started the console is given; it is used once. */
    synchronized String link() {
        String fresh = link == null ? random() : link;
        link = fresh;
        return fresh;
    }

    synchronized String byLink(String secret) throws RefusedException {
        if (link == null || !same(link, secret)) {
            throw new RefusedException(
                    401, "this link was used or is of another start; restart the console for a new one");
        }
        link = null;
        return signedIn(null);
    }

    synchronized byte[] challenge() {
        byte[] challenge = bytes();
        challenges.put(encoded(challenge), new Held<>(challenge, clock.instant().plus(CHALLENGE_HOLDS)));
        return challenge;
    }

    synchronized String byPasskey(String id, String challenge, PasskeyAssertion assertion) throws RefusedException {
        Held<byte[]> asked = challenges.remove(challenge);
        if (asked != null && clock.instant().isBefore(asked.until())) {
            for (Approver approver : approvers.all()) {
                Passkey passkey = approver.passkey();
                if (passkey != null && passkey.id().equals(id) && passkey.answers(assertion, asked.value())) {
                    return signedIn(approver);
                }
            }
        }
        throw new RefusedException(401, "this passkey is no approver's, or took longer than five minutes; try again");
    }

    synchronized Visitor visitor(String token) throws RefusedException {
        Held<Visitor> held = visitors.get(token);
        if (held == null || !clock.instant().isBefore(held.until())) {
            throw new RefusedException(401, "sign in first");
        }
        return held.value();
    }

    synchronized void signOut(Visitor visitor) {
        visitors.values().removeIf(held -> held.value() == visitor);
    }

    List<Passkey> passkeys() {
        return approvers.all().stream()
                .map(Approver::passkey)
                .filter(passkey -> passkey != null)
                .toList();
    }

    private String signedIn(@Nullable Approver approver) {
        String token = random();
        visitors.put(token, new Held<>(new Visitor(approver), clock.instant().plus(HOLDS)));
        return token;
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static String random() {
        return encoded(bytes());
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The latest ones. */
    private static final class Bounded<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MOST;
        }
    }
}
