package app;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Sends on a thread of the client, for whoever waits on another one. */
final class Dispatched {

    private Dispatched() {}

    static String post(String url, String body, String token) throws Exception {
        CompletableFuture<String> end = new CompletableFuture<>();
        Request request = new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer " + token)
                .post(RequestBody.create(body, MediaType.get("application/json")))
                .build();
        new OkHttpClient().newCall(request).enqueue(new Callback() {
            @Override
            public void onResponse(Call call, Response response) {
                end.complete("status " + response.code());
                response.close();
            }

            @Override
            public void onFailure(Call call, IOException failure) {
                end.complete("not sent: " + failure.getMessage());
            }
        });
        return end.get(60, TimeUnit.SECONDS);
    }
}
