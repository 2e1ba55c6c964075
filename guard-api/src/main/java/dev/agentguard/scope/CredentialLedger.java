package dev.agentguard.scope;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Knows which credentials a human handed out, and which ones the model came upon in what tools showed it. Keeps
 * fingerprints only, never a secret. Safe for use by many threads.
 *
 * <p>A secret that was shown in any session counts as seen in all of them: what one agent found, another must not use.
 * The ledger is bounded: 20,000 fingerprints a session, 1,000 sessions, 400,000 in all, the oldest go first. Runs that
 * look like a key (letters and digits) and other runs have half of a session's room each, so that reading a lot of
 * prose or source code does not push a key out. Secrets of fewer than 12 characters are not recognised.
 */
public final class CredentialLedger {

    private static final int LOOKED_AT = 1 << 20;
    private static final int TAIL = 64 * 1024;
    private static final int MOST_RUNS_PER_TEXT = 200_000;
    private static final int PER_SESSION = 20_000;
    private static final int SESSIONS = 1_000;
    private static final int TOTAL = 400_000;
    private static final int LONGEST_NAME = 100;

    private final Map<String, DeclaredCredential> declared = new HashMap<>();
    private final Map<LoginPattern, DeclaredCredential> logins = new LinkedHashMap<>();
    private final IssuedCredentials issued = new IssuedCredentials();
    private final LinkedHashMap<String, Seen> sessions = new LinkedHashMap<>(16, 0.75f, true);
    private final int names;
    private int total;

    /**
     * Creates a ledger.
     *
     * @param declared the credentials that a human handed out
     */
    public CredentialLedger(Collection<DeclaredCredential> declared) {
        for (DeclaredCredential credential : declared) {
            credential.fingerprints().forEach(fingerprint -> this.declared.putIfAbsent(fingerprint, credential));
            for (String user : credential.users()) {
                LoginPattern pattern = LoginPattern.of(user);
                if (pattern != null) {
                    logins.put(pattern, credential);
                }
            }
        }
        names = (int) declared.stream().map(DeclaredCredential::name).distinct().count();
    }

    /**
     * Takes note of every run in a text that could be a secret, also behind one level of JSON escapes, percent encoding
     * or base64. Looks at the first and the last part of a text of more than one MiB.
     *
     * @param session the session whose model reads the text
     * @param tool the tool that returned it
     * @param text the text
     */
    public void observe(String session, String tool, String text) {
        if (text.length() < TokenRuns.SHORTEST) {
            return; // what is decoded from it is shorter still
        }
        Prints prints = new Prints();
        if (text.length() <= LOOKED_AT) {
            prints.read(text);
        } else {
            prints.read(text.substring(0, LOOKED_AT - TAIL));
            prints.read(text.substring(text.length() - TAIL));
        }
        prints.end();
        if (prints.isEmpty()) {
            return;
        }
        String name = shorten(tool);
        synchronized (this) {
            Seen seen = sessions.computeIfAbsent(session, unused -> new Seen());
            int before = seen.size();
            prints.likely.forEach(print -> seen.likely.putIfAbsent(print, name));
            prints.other.forEach(print -> seen.other.putIfAbsent(print, name));
            total += seen.size() - before;
            dropOldestSessions();
        }
    }

    private void dropOldestSessions() {
        Iterator<Seen> oldest = sessions.values().iterator();
        while (sessions.size() > SESSIONS || (total > TOTAL && sessions.size() > 1)) {
            total -= oldest.next().size();
            oldest.remove();
        }
    }

    /**
     * Returns what is known of a credential.
     *
     * @param credential the credential
     * @return its standing
     */
    public CredentialStanding standing(Credential credential) {
        if (credential.login() != null) {
            return new CredentialStanding(credential, declared(credential.login()), null);
        }
        DeclaredCredential own = declared.get(credential.fingerprint());
        if (own != null) {
            return new CredentialStanding(credential, own, seenIn(credential));
        }
        IssuedCredentials.Parent parent = issued.parent(credential);
        if (parent == null) {
            return new CredentialStanding(credential, null, seenIn(credential));
        }
        String seen = parent.seenIn() == null ? seenIn(credential) : parent.seenIn();
        return new CredentialStanding(credential, parent.declared(), seen, parent.issue());
    }

    private @Nullable DeclaredCredential declared(Login login) {
        for (Map.Entry<LoginPattern, DeclaredCredential> entry : logins.entrySet()) {
            if (entry.getKey().matches(login)) {
                return entry.getValue();
            }
        }
        return null;
    }

    /**
     * Takes note of what a server issued in answer to a request: it is found if anything that the request carried is,
     * else it belongs to what was given, and lasts no longer. What was seen before it is said to be issued stays what it is: else an answer could make a
     * found credential a given one.
     *
     * @param secrets what was issued
     * @param carried what the request carried, as {@link #standings} gave it
     * @param by the host that answered
     * @param expires when it ends as the answer says, or null
     */
    public void issued(
            Collection<Credential> secrets, List<CredentialStanding> carried, String by, @Nullable Instant expires) {
        CredentialStanding parent = parent(carried);
        for (Credential secret : secrets) {
            boolean known = declared.containsKey(secret.fingerprint()) || seenIn(secret) != null;
            if (!known) {
                issued.add(secret, parent, shorten(by), expires);
            }
        }
    }

    /**
     * Returns whether a run of text is a credential that is known. What was only seen is an id as often as a token.
     *
     * @param credential what the run would be
     * @param looksLikeToken whether it has the look of a token
     * @return true if it was declared or issued or, if it looks like a token, seen before
     */
    public boolean knows(Credential credential, boolean looksLikeToken) {
        return declared.containsKey(credential.fingerprint())
                || issued.parent(credential) != null
                || (looksLikeToken && seenIn(credential) != null);
    }

    /**
     * Returns what is known of the credentials of one request. The forms of one secret are taken together: it is
     * declared if one of its forms is, and found if none is and one was seen.
     *
     * @param credentials what {@link CredentialReader} read
     * @return one standing for each place, the weightiest first: found, then undeclared, then declared
     */
    public List<CredentialStanding> standings(List<Credential> credentials) {
        Map<String, CredentialStanding> byPlace = new LinkedHashMap<>();
        for (Credential credential : credentials) {
            byPlace.merge(credential.where(), standing(credential), CredentialLedger::better);
        }
        List<CredentialStanding> standings = new ArrayList<>(byPlace.values());
        standings.sort(Comparator.comparingInt(CredentialLedger::weight));
        return List.copyOf(standings);
    }

    private static CredentialStanding better(CredentialStanding first, CredentialStanding second) {
        if (first.declared() != null || (second.declared() == null && first.seenIn() != null)) {
            return first;
        }
        return second.declared() != null || second.seenIn() != null ? second : first;
    }

    private static int weight(CredentialStanding standing) {
        return standing.found() ? 0 : standing.declared() == null ? 1 : 2;
    }

    private synchronized @Nullable String seenIn(Credential credential) {
        Print print = Print.of(credential.fingerprint());
        if (print == null) {
            return null;
        }
        for (Seen seen : sessions.values()) {
            String tool = seen.tool(print);
            if (tool != null) {
                return tool;
            }
        }
        return null;
    }

    private static @Nullable CredentialStanding parent(List<CredentialStanding> carried) {
        CredentialStanding given = null;
        for (CredentialStanding standing : carried) {
            if (standing.found()) {
                return standing;
            }
            given = given == null && standing.declared() != null ? standing : given;
        }
        return given != null || carried.isEmpty() ? given : carried.get(0);
    }

    private static String shorten(String tool) {
        StringBuilder clean = new StringBuilder();
        for (int i = 0; i < tool.length() && i < LONGEST_NAME; i++) {
            clean.append(Character.isISOControl(tool.charAt(i)) ? ' ' : tool.charAt(i));
        }
        return clean.toString();
    }

    @Override
    public synchronized String toString() {
        return "CredentialLedger[" + names + " declared, " + total + " seen]";
    }

    /** The fingerprints of one text. */
    private static final class Prints {
        private final List<Print> likely = new ArrayList<>();
        private final List<Print> other = new ArrayList<>();
        private final List<Print> keyIds = new ArrayList<>(0);
        private boolean secretKey;
        private int runs;

        void read(String text) {
            Decodings.forEach(text, plain -> TokenRuns.forEach(plain, this::add));
        }

        private void add(String run) {
            if (runs++ < MOST_RUNS_PER_TEXT) {
                Print print = Print.of(Credential.digest(run));
                secretKey |= AwsKeys.isSecret(run);
                if (AwsKeys.isId(run)) {
                    keyIds.add(print);
                } else {
                    (looksLikeKey(run) ? likely : other).add(print);
                }
            }
        }

        /** The id of an access key is public: who saw it found the key only if its secret stood there too. */
        void end() {
            if (secretKey) {
                likely.addAll(keyIds);
            }
        }

        boolean isEmpty() {
            return likely.isEmpty() && other.isEmpty();
        }

        private static boolean looksLikeKey(String run) {
            boolean letter = false;
            boolean digit = false;
            for (int i = 0; i < run.length(); i++) {
                char c = run.charAt(i);
                letter |= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                digit |= c >= '0' && c <= '9';
                if (c > 0x7e || c == ':' || c == '@' || c == '?') {
                    return false;
                }
            }
            return letter && digit;
        }
    }

    /** What one session saw: fingerprint to the tool that showed it first. */
    private static final class Seen {
        private final Map<Print, String> likely = new Bounded();
        private final Map<Print, String> other = new Bounded();

        int size() {
            return likely.size() + other.size();
        }

        @Nullable
        String tool(Print print) {
            String tool = likely.get(print);
            return tool != null ? tool : other.get(print);
        }
    }

    private static final class Bounded extends LinkedHashMap<Print, String> {
        private static final long serialVersionUID = 1L;

        Bounded() {
            super(16, 0.75f, true); // what is shown again stays longest
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Print, String> eldest) {
            return size() > PER_SESSION / 2;
        }
    }
}
