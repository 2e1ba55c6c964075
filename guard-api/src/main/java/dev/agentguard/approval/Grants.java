package dev.agentguard.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentguard.effect.Glob;
import dev.agentguard.store.LineFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The grants of a store, in a file that several processes share and that is only ever appended to: grants, uses and
 * revocations. A use is on disk before the action runs, and no process takes more than there is. What cannot be read grants
 * nothing. Safe for use by many threads.
 */
public final class Grants {

    /** The name of the file in a store. */
    public static final String FILE = "grants.jsonl";

    private static final int MOST_USES = 1_000;
    private static final int LONGEST_TEXT = 500;
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LineFile file;
    private final InstantSource clock;
    private final Approvers approvers;
    private final Map<String, Grant> grants = new LinkedHashMap<>();
    private final Map<String, Integer> used = new HashMap<>();
    private final Set<String> revoked = new HashSet<>();

    /**
     * Uses a store. Nothing is read or made before somebody asks.
     *
     * @param store the directory
     * @param clock the time
     * @param approvers who may grant; where somebody is named no other grant counts
     */
    public Grants(Path store, InstantSource clock, Approvers approvers) {
        this.clock = clock;
        this.approvers = approvers;
        this.file = new LineFile(store.resolve(FILE), this::take, this::forget);
    }

    /**
     * Grants.
     *
     * @param operation the operation, or a pattern of it
     * @param use the resource and environment; its operation is not looked at
     * @param count how many actions, at most 1,000
     * @param length how long, at most 30 days
     * @param by who grants
     * @param key the approver's key, or null where nobody is named
     * @return the grant
     * @throws ApprovalException if it would not count, or cannot be written
     */
    public synchronized Grant give(
            Glob operation, GrantUse use, int count, Duration length, String by, @Nullable ApproverKey key)
            throws ApprovalException {
        if (count < 1 || count > MOST_USES || length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
            throw new ApprovalException(
                    "a grant is for 1 to " + MOST_USES + " actions within at most " + LONGEST.toDays() + " days");
        }
        Instant now = clock.instant();
        Grant plain = new Grant(
                Ids.next(),
                operation,
                text(use.resource()),
                text(use.environment()),
                count,
                now,
                now.plus(length),
                key == null ? text(by) : key.approver(),
                null);
        Grant grant = key == null ? plain : with(plain, key.sign(signed(plain)));
        String problem = problem(grant);
        if (problem != null) {
            throw new ApprovalException("the grant does not count: " + problem);
        }
        append(() -> List.of(line(grant)));
        return grant;
    }

    /**
     * Takes a grant back. Anybody may.
     *
     * @param id its id
     * @return whether there was one to take back
     * @throws ApprovalException if it cannot be written
     */
    public synchronized boolean revoke(String id) throws ApprovalException {
        List<String> lines = new ArrayList<>();
        append(() -> {
            if (grants.containsKey(id) && !revoked.contains(id)) {
                lines.add(JSON.createObjectNode().put("revoked", id).toString());
            }
            return lines;
        });
        return !lines.isEmpty();
    }

    /**
     * Returns the grants that hold and are not used up.
     *
     * @return what is left of each, by grant, in the order in which they were given
     * @throws ApprovalException if the file cannot be read
     */
    public synchronized Map<Grant, Integer> standing() throws ApprovalException {
        try {
            file.refresh();
        } catch (IOException e) {
            throw new ApprovalException(String.valueOf(e.getMessage()), e);
        }
        Map<Grant, Integer> left = new LinkedHashMap<>();
        grants.values().stream().filter(this::holds).forEach(grant -> left.put(grant, left(grant)));
        return left;
    }

    /**
     * Uses grants up for all that an action does, or none of them.
     *
     * @param uses what it does
     * @return the grants that were used, or null if there is none for a part of it; never fails
     */
    public synchronized @Nullable List<Grant> use(List<GrantUse> uses) {
        try {
            file.refresh();
            if (uses.isEmpty() || grants.isEmpty() || chosen(uses) == null) {
                return null;
            }
            List<Grant> taken = new ArrayList<>();
            append(() -> {
                // others may have used them up in the meantime
                List<Grant> now = chosen(uses);
                if (now == null) {
                    return List.of();
                }
                taken.addAll(now);
                return now.stream()
                        .map(grant -> JSON.createObjectNode()
                                .put("used", grant.id())
                                .put("at", clock.instant().toString())
                                .toString())
                        .toList();
            });
            return taken.isEmpty() ? null : List.copyOf(taken);
        } catch (IOException | ApprovalException e) {
            return null; // nothing is granted by what cannot be read or written
        }
    }

    private @Nullable List<Grant> chosen(List<GrantUse> uses) {
        Map<String, Integer> taken = new HashMap<>();
        List<Grant> chosen = new ArrayList<>();
        for (GrantUse use : uses) {
            Grant found = grants.values().stream()
                    .filter(grant -> holds(grant) && fits(grant, use))
                    .filter(grant -> left(grant) > taken.getOrDefault(grant.id(), 0))
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                return null;
            }
            taken.merge(found.id(), 1, Integer::sum);
            chosen.add(found);
        }
        return chosen;
    }

    private boolean fits(Grant grant, GrantUse use) {
        return grant.operation().matches(use.operation())
                && approvers.mayAlone(grant.by(), use.operation())
                && grant.resource().equals(Visible.text(use.resource()))
                && grant.environment().equals(use.environment());
    }

    private boolean holds(Grant grant) {
        Instant now = clock.instant();
        return !revoked.contains(grant.id())
                && grant.count() <= MOST_USES
                && left(grant) > 0
                && now.isBefore(grant.until())
                && !now.isBefore(grant.at().minusSeconds(5))
                && !grant.until().isAfter(grant.at().plus(LONGEST))
                && problem(grant) == null;
    }

    private int left(Grant grant) {
        return grant.count() - used.getOrDefault(grant.id(), 0);
    }

    /** Returns why a grant does not count, or null if it does. */
    private @Nullable String problem(Grant grant) {
        return approvers.areNamed() ? approvers.problem(grant.by(), signed(grant), grant.signature()) : null;
    }

    private static Grant with(Grant grant, String signature) {
        return new Grant(
                grant.id(),
                grant.operation(),
                grant.resource(),
                grant.environment(),
                grant.count(),
                grant.at(),
                grant.until(),
                grant.by(),
                signature);
    }

    /** What is signed says what it is, so that no signature given for something else passes for a grant. */
    private static byte[] signed(Grant grant) {
        ObjectNode json = json(grant);
        json.remove("signature");
        Map<String, @Nullable Object> signed = new LinkedHashMap<>();
        signed.put("signed", "dev.agentguard.grant/1");
        json.fieldNames()
                .forEachRemaining(name -> signed.put(name, json.path(name).asText()));
        try {
            return CanonicalJson.write(signed).getBytes(StandardCharsets.UTF_8);
        } catch (ApprovalException e) {
            throw new IllegalStateException("texts are JSON values", e);
        }
    }

    private static String line(Grant grant) {
        return json(grant).toString();
    }

    private static ObjectNode json(Grant grant) {
        return JSON.createObjectNode()
                .put("granted", grant.id())
                .put("operation", grant.operation().pattern())
                .put("resource", grant.resource())
                .put("environment", grant.environment())
                .put("count", grant.count())
                .put("at", grant.at().toString())
                .put("until", grant.until().toString())
                .put("by", grant.by())
                .put("signature", grant.signature());
    }

    private void take(String line) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IOException("a line is no JSON"); // the parser's own message quotes it
        }
        if (json.has("used")) {
            used.merge(json.path("used").asText(), 1, Integer::sum);
        } else if (json.has("revoked")) {
            revoked.add(json.path("revoked").asText());
        } else {
            Grant grant = read(json);
            // a second grant of one id would give back what was used of the first
            grants.putIfAbsent(grant.id(), grant);
        }
    }

    private static Grant read(JsonNode json) throws IOException {
        try {
            Grant grant = new Grant(
                    json.path("granted").asText(),
                    new Glob(json.path("operation").asText()),
                    json.path("resource").asText(),
                    json.path("environment").asText(),
                    json.path("count").asInt(),
                    Instant.parse(json.path("at").asText()),
                    Instant.parse(json.path("until").asText()),
                    json.path("by").asText(),
                    json.path("signature").isTextual() ? json.path("signature").asText() : null);
            if (!Ids.valid(grant.id())) {
                throw new IOException("a line is no grant");
            }
            return grant;
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IOException("a line is no grant", e);
        }
    }

    private void forget() {
        grants.clear();
        used.clear();
        revoked.clear();
    }

    private void append(LineFile.Lines lines) throws ApprovalException {
        try {
            file.append(lines);
        } catch (IOException e) {
            throw new ApprovalException(String.valueOf(e.getMessage()), e);
        }
    }

    private static String text(String given) throws ApprovalException {
        String text = Visible.text(given.strip());
        if (text.isEmpty() || text.length() > LONGEST_TEXT) {
            throw new ApprovalException("a grant names one resource, one environment and who gives it, each with 1 to "
                    + LONGEST_TEXT + " characters");
        }
        return text;
    }
}
