package dev.agentguard.approval;

import dev.agentguard.resilience.BackgroundWork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all channels of each request once, on threads of their own. Safe for use by many threads. */
public final class ApprovalChannels implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ApprovalChannels.class);
    private static final int LONGEST_NAME = 100;
    private static final int MOST_CHANNELS = 16;
    private static final int REMEMBERED = 4_000;

    private final Approvals approvals;
    private final InstantSource clock;
    private final List<Told> channels = new CopyOnWriteArrayList<>();
    private final Map<String, String> known = Collections.synchronizedMap(new Recent(REMEMBERED));

    /** A channel and the threads on which it is told. */
    private static final class Told {
        private final ApprovalChannel channel;
        private final String name;
        private final BackgroundWork work;
        private volatile boolean failing;

        Told(ApprovalChannel channel, String name) {
            this.channel = channel;
            this.name = name;
            this.work = new BackgroundWork("approval-" + name);
        }
    }

    /**
     * Creates channels for a store.
     *
     * @param approvals takes the answers
     * @param clock the time
     * @param channels who is told
     * @throws IllegalArgumentException if a channel has no usable name, or the name of another
     */
    public ApprovalChannels(Approvals approvals, InstantSource clock, List<ApprovalChannel> channels) {
        this.approvals = approvals;
        this.clock = clock;
        channels.forEach(this::add);
    }

    /**
     * Adds a channel; it is told of what is held from now on.
     *
     * @param channel the channel
     * @throws IllegalArgumentException if it has no usable name, or that of another, or there are too many
     */
    public synchronized void add(ApprovalChannel channel) {
        String name = channel.name();
        boolean plain = !name.isBlank()
                && name.length() <= LONGEST_NAME
                && name.chars().noneMatch(c -> Character.isISOControl(c) || c == '`');
        if (!plain) {
            throw new IllegalArgumentException("the name of an approval channel must have 1 to " + LONGEST_NAME
                    + " characters and no backtick: " + channel.getClass().getName());
        }
        Set<String> names = channels.stream().map(told -> told.name).collect(Collectors.toCollection(HashSet::new));
        if (!names.add(name)) {
            throw new IllegalArgumentException("there is an approval channel `" + name + "` already");
        }
        if (names.size() > MOST_CHANNELS) {
            throw new IllegalArgumentException("there are " + MOST_CHANNELS + " approval channels already");
        }
        channels.add(new Told(channel, name));
    }

    /**
     * Returns the names of the channels.
     *
     * @return the names, each in backticks; empty if there are none
     */
    public String names() {
        return channels.stream().map(told -> "`" + told.name + "`").collect(Collectors.joining(", "));
    }

    /**
     * Tells all channels of a request that waits, unless they were told already. Does not wait for them.
     *
     * @param request the request
     */
    public void tell(ApprovalRequest request) {
        if (channels.isEmpty() || known.putIfAbsent(request.id(), "") != null) {
            return;
        }
        Duration left = Duration.between(clock.instant(), request.expiresAt());
        if (left.isNegative() || left.isZero()) {
            return;
        }
        for (Told told : channels) {
            ApprovalReply reply = new StoreReply(approvals, request, told.name);
            told.work.start(
                    left,
                    () -> {
                        told.channel.requested(request, reply);
                        told.failing = false;
                    },
                    problem -> failed(told, request, problem));
        }
    }

    /** A channel that fails says nothing: whoever holds a command line can answer all the same. */
    private static void failed(Told told, ApprovalRequest request, String problem) {
        if (!told.failing) {
            told.failing = true;
            LOG.warn(
                    "approval channel `{}` {}; request `{}` and others wait on, `java -jar guard.jar approve` lists"
                            + " them",
                    told.name,
                    problem,
                    request.id());
        }
    }

    /** Tells nobody any more; channels that are being told are interrupted. */
    @Override
    public void close() {
        channels.forEach(told -> told.work.close());
    }
}
