package dev.agentguard;

import dev.agentguard.config.ConfigException;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.rules.RuleBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules that hold: those of the start, and those that came since. A rule file that changes during the run adds what
 * it says now; what it said before holds until a restart, and so does everything of a file that is gone. Looked at once
 * a second at most, when an effect is judged. Safe for use by many threads.
 */
final class RuleWatch implements Supplier<RuleBook> {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final GuardConfig config;
    private final InstantSource clock;
    private final Recorder recorder;
    private volatile RuleBook book;
    private volatile @Nullable Instant next;
    private Map<Path, String> stamps;

    RuleWatch(GuardConfig config, InstantSource clock, Recorder recorder) {
        this.recorder = recorder;
        this.config = config;
        this.clock = clock;
        this.book = config.ruleBook();
        this.stamps = stamps();
    }

    @Override
    public RuleBook get() {
        if (!stamps.isEmpty()) {
            Instant now = clock.instant();
            Instant due = next;
            if (due == null || now.isAfter(due)) {
                look(now);
            }
        }
        return book;
    }

    private synchronized void look(Instant time) {
        Instant due = next;
        if (due != null && time.isBefore(due)) {
            return;
        }
        next = time.plus(PAUSE);
        Map<Path, String> now = stamps();
        if (now.equals(stamps)) {
            return;
        }
        List<String> changed = now.keySet().stream()
                .filter(file -> !String.valueOf(now.get(file)).equals(stamps.get(file)))
                .map(Path::toString)
                .toList();
        stamps = now;
        boolean usable = join();
        recorder.rulesChanged(changed, usable);
    }

    private boolean join() {
        try {
            book = book.joined(config.rulesNow());
            LOG.warn("a rule file changed during the run; what it said before and what it says now both hold until a"
                    + " restart");
            return true;
        } catch (ConfigException e) {
            LOG.warn(
                    "a rule file changed during the run and cannot be used as it is, so what held before holds: {}",
                    e.getMessage());
            return false;
        }
    }

    private Map<Path, String> stamps() {
        Map<Path, String> found = new LinkedHashMap<>();
        Path file = config.file();
        if (file != null) {
            found.put(file, stamp(file));
        }
        config.ruleFiles().forEach(each -> found.put(each, stamp(each)));
        return found;
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
        } catch (IOException e) {
            return "gone";
        }
    }
}
