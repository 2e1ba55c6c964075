package dev.agentguard.scope.aws;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Place;
import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import dev.agentguard.scope.Answer;
import dev.agentguard.scope.HttpTransport;
import dev.agentguard.scope.Inventory;
import dev.agentguard.scope.PlacePattern;
import dev.agentguard.scope.Resolver;
import dev.agentguard.scope.Shown;
import dev.agentguard.scope.aws.AwsClient.Tagged;
import dev.agentguard.scope.remote.LookUps;
import dev.agentguard.scope.remote.NotResolvedException;
import dev.agentguard.scope.remote.RemoteService;
import dev.agentguard.scope.remote.Subject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Asks AWS which account the key belongs to that an action is signed with, and, where environments are recognised by tags,
 * which tags the things have that it names. Safe for use by many threads.
 *
 * <p>Of the agent's key only the id is sent, which is public. Tags are read in Guard's own account only; those of another
 * one are unresolved, as are things in a region that the action does not name.
 */
public final class AwsResolver implements Resolver {

    private static final String PROVIDER = "aws:";
    private static final String ACCOUNT = "aws:account";
    private static final String TAG = "aws:tag";

    private final AwsAccess access;
    private final Inventory inventory;
    private final AwsClient client;
    private final LookUps<Subject> lookUps;
    private final Set<String> labelled;

    /**
     * Creates a resolver.
     *
     * @param access how AWS is read
     * @param transport sends the requests
     * @param inventory the declared environments
     * @param clock the time at which requests are signed
     */
    public AwsResolver(AwsAccess access, HttpTransport transport, Inventory inventory, InstantSource clock) {
        this.access = access;
        this.inventory = inventory;
        this.lookUps = new LookUps<>("aws", access.timeLimit(), Ticker.systemTicker());
        this.client = new AwsClient(
                access, new RemoteService("aws", transport, null, lookUps.calls(), access.timeLimit()), clock);
        this.labelled = inventory.labelledAt(List.of(), PROVIDER);
    }

    @Override
    public boolean responsibleFor(Effect effect) {
        return AwsQuestion.isAws(effect.places()) && (!labelled.isEmpty() || AwsQuestion.namesKey(effect.places()));
    }

    @Override
    public Answer resolve(Effect effect, boolean fresh) {
        return lookUps.answer(Subject.of(effect), fresh, this::lookUp);
    }

    private Answer.Found lookUp(Subject subject, Deadline deadline) throws CallFailedException, NotResolvedException {
        AwsQuestion question = AwsQuestion.of(subject);
        if (question.keyIds().isEmpty() && question.accounts().isEmpty()) {
            throw new NotResolvedException(
                    "the action says neither with which access key nor in which aws account it is"
                            + " done, and tags tell " + labelled + " apart");
        }
        if (question.isOpen()) {
            throw new NotResolvedException("the action names more than can be looked up, or what could not be read");
        }
        Set<String> accounts = new TreeSet<>(question.accounts());
        List<String> evidence = new ArrayList<>();
        for (String keyId : question.keyIds()) {
            String account = client.accountOf(keyId, deadline);
            accounts.add(account);
            evidence.add("the access key is of account " + account);
        }
        Set<String> environments = new TreeSet<>();
        for (String account : accounts) {
            List<Place> known = places(subject, account);
            Set<String> declared = inventory.declaredAt(subject.resource(), subject.host(), known);
            Set<String> tagged = labelled.isEmpty() ? Set.of() : tagged(question, account, known, evidence, deadline);
            if (declared == null || tagged == null) {
                throw new NotResolvedException("account " + account
                        + " leaves open in which environment it is; the action does not say what would tell");
            }
            environments.addAll(declared);
            environments.addAll(tagged);
            if (declared.isEmpty() && tagged.isEmpty()) {
                String name = PROVIDER + account;
                environments.add(inventory.declares(name) ? name + " (not declared)" : name);
            }
        }
        return new Answer.Found(environments, "aws: " + String.join(", ", evidence), List.of(), null);
    }

    /** The places of an effect with the account in the place of what only stands for one. */
    private static List<Place> places(Subject subject, String account) {
        List<Place> known = new ArrayList<>();
        known.add(new Place(ACCOUNT, account));
        for (Place place : subject.places()) {
            switch (place.type()) {
                case ACCOUNT, Place.AWS_ACCESS_KEY, "aws:credential" -> {}
                default -> known.add(place);
            }
        }
        return known;
    }

    /** The environments whose tags the named things have; null if that is left open. */
    private @Nullable Set<String> tagged(
            AwsQuestion question, String account, List<Place> known, List<String> evidence, Deadline deadline)
            throws CallFailedException, NotResolvedException {
        if (inventory.labelledAt(known, PROVIDER).isEmpty()) {
            return Set.of(); // no tag could say anything about this account and region
        }
        if (question.resources().isEmpty() || question.regions().size() != 1) {
            throw new NotResolvedException(
                    "the action does not name what it is done to and in which region, and tags tell " + labelled
                            + " apart");
        }
        String own = client.ownAccount(deadline);
        if (!own.equals(account)) {
            throw new NotResolvedException(
                    "the tags of account " + account + " cannot be read with Guard's key, which is of account " + own);
        }
        String region = question.regions().iterator().next();
        Set<String> environments = new TreeSet<>();
        List<Tagged> all = null;
        for (String resource : question.resources()) {
            List<Tagged> found;
            if (resource.startsWith("arn:")) {
                found = client.tagged(region, question.service(), resource, deadline);
            } else {
                all = all == null ? client.tagged(region, question.service(), null, deadline) : all;
                found = all;
            }
            for (Map<String, String> tags : tagsOf(resource, found)) {
                Set<String> labels = inventory.labelled(known, tags, PROVIDER);
                if (labels == null) {
                    return null;
                }
                evidence.add("`" + Shown.text(resource) + "` has the tags of " + (labels.isEmpty() ? "none" : labels));
                environments.addAll(labels);
            }
        }
        return environments;
    }

    /** Of several things with the same name each counts; a thing that is not listed never had a tag. */
    private static List<Map<String, String>> tagsOf(String resource, List<Tagged> all) {
        List<Map<String, String>> tags = new ArrayList<>();
        for (Tagged one : all) {
            String arn = one.arn();
            boolean tail = arn.endsWith(resource)
                    && arn.length() > resource.length()
                    && ":/".indexOf(arn.charAt(arn.length() - resource.length() - 1)) >= 0;
            if (arn.equals(resource) || tail) {
                Map<String, String> labels = new LinkedHashMap<>();
                one.tags().forEach((key, value) -> labels.put(PlacePattern.label(TAG, key), value));
                tags.add(labels);
            }
        }
        return tags.isEmpty() ? List.of(Map.of()) : tags;
    }

    @Override
    public void close() {
        lookUps.close();
    }

    @Override
    public String toString() {
        return "AwsResolver[" + access.region() + "]";
    }
}
