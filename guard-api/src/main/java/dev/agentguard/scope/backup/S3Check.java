package dev.agentguard.scope.backup;

import dev.agentguard.effect.Glob;
import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import dev.agentguard.scope.HttpTransport.Request;
import dev.agentguard.scope.HttpTransport.Response;
import dev.agentguard.scope.Shown;
import dev.agentguard.scope.aws.S3Bucket;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at an object in S3, or at the newest one whose key fits a pattern. */
public final class S3Check implements BackupCheck {

    private static final int MAX_PAGE_BYTES = 4 * 1024 * 1024;
    private static final int MOST_PAGES = 50;

    private final S3Bucket bucket;
    private final String key;
    private final @Nullable Glob keys;

    /**
     * Creates a check.
     *
     * @param bucket the bucket
     * @param key the object's key; {@code *} in it stands for any characters
     */
    public S3Check(S3Bucket bucket, String key) {
        this.bucket = bucket;
        this.key = key;
        this.keys = key.indexOf('*') < 0 ? null : new Glob(key);
    }

    @Override
    public Sighting look(Means means, Deadline deadline) throws CallFailedException {
        if (keys != null) {
            return newest(keys, means, deadline);
        }
        URI address = bucket.object(key);
        return HttpCheck.signed(address, method -> bucket.fields(method, address))
                .look(means, deadline);
    }

    private Sighting newest(Glob pattern, Means means, Deadline deadline) throws CallFailedException {
        Map<String, String> question = new LinkedHashMap<>();
        question.put("list-type", "2");
        question.put("prefix", key.substring(0, key.indexOf('*')));
        S3List.Item newest = null;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            URI address = bucket.list(question);
            S3List list = means.calls().request(() -> ask(address, means, deadline));
            for (S3List.Item item : list.items()) {
                boolean fits = pattern.matches(item.key());
                newest = fits && (newest == null || item.modified().isAfter(newest.modified())) ? item : newest;
            }
            if (list.next() == null) {
                return newest == null
                        ? Sighting.absent("no object fits " + shown(key))
                        : new Sighting(true, newest.modified(), newest.size(), shown(newest.key()));
            }
            question.put("continuation-token", list.next());
        }
        throw new CallFailedException(shown(key) + " holds more than can be looked at", false);
    }

    private S3List ask(URI address, Means means, Deadline deadline) throws CallFailedException {
        if (deadline.remaining().isZero()) {
            throw new CallFailedException(shown(key) + " gave no answer in time", false);
        }
        Map<String, String> fields = bucket.fields("GET", address);
        Request request = new Request(
                "GET", address, fields, new byte[0], deadline.remaining().dividedBy(2), MAX_PAGE_BYTES);
        try {
            Response response = means.transport().send(request);
            if (response.status() != 200) {
                int status = response.status();
                throw new CallFailedException(
                        shown(key) + " could not be listed: the server answered " + status,
                        status >= 500 || status == 429);
            }
            return S3List.read(response.body());
        } catch (SocketTimeoutException e) {
            throw new CallFailedException(shown(key) + " gave no answer in time", true);
        } catch (IOException e) {
            throw new CallFailedException(
                    shown(key) + " could not be listed: " + e.getClass().getSimpleName(), true);
        }
    }

    @Override
    public Domain domain() {
        return new Domain("s3", bucket.name() + "/" + (keys == null ? key : key.substring(0, key.indexOf('*'))));
    }

    private String shown(String name) {
        return "`" + Shown.text("s3://" + bucket.name() + "/" + name) + "`";
    }
}
