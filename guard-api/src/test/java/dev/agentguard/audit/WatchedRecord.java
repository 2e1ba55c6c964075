package dev.agentguard.audit;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A record whose channel is watched, for tests outside of this package. */
public final class WatchedRecord {

    private final List<WatchedChannel> channels = new CopyOnWriteArrayList<>();
    private final AuditLog log;

    public WatchedRecord(Path directory) {
        log = new AuditLog(directory, Clock.systemUTC(), (file, options, attributes) -> {
            WatchedChannel channel = new WatchedChannel(FileChannel.open(file, options, attributes));
            channels.add(channel);
            return channel;
        });
    }

    public AuditLog log() {
        return log;
    }

    /** How many bytes were given to the file. */
    public long written() {
        return channels.stream().mapToLong(channel -> channel.written.get()).sum();
    }

    /** How many of them stood before a force that returned. */
    public long forced() {
        return channels.stream().mapToLong(channel -> channel.forced.get()).sum();
    }
}
