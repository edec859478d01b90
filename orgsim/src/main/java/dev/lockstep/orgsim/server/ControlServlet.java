package dev.lockstep.orgsim.server;

import dev.lockstep.orgsim.http.Answer;
import dev.lockstep.orgsim.http.JsonBody;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a person or a test may ask of the simulator itself, below `/orgsim`. These requests meet no fault and aren't
/// counted.
final class ControlServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient List<Control> parts;

    ControlServlet(List<Control> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer answer = comesFromElsewhere(request)
                ? error(403, "A page of another origin may not ask this of the simulator.")
                : answer(call(request));
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        answer.body().writeTo(response.getOutputStream());
    }

    /// Whoever can reach the simulator may ask for faults, but not by way of a browser that is looking at something
    /// else.
    private static boolean comesFromElsewhere(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        return origin != null && !origin.equals(request.getScheme() + "://" + request.getHeader("Host"));
    }

    private static ControlCall call(HttpServletRequest request) throws IOException {
        var parameters = new HashMap<String, String>();
        // Before the body, which is no form.
        var body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        request.getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
        String path = Optional.ofNullable(request.getPathInfo()).orElse("").replaceFirst("/$", "");
        return new ControlCall(request.getMethod(), path, parameters, body);
    }

    private Answer answer(ControlCall call) {
        try {
            return parts.stream()
                    .flatMap(part -> part.answer(call).stream())
                    .findFirst()
                    .orElseGet(this::unknown);
        } catch (IllegalArgumentException e) {
            return error(400, String.valueOf(e.getMessage()));
        }
    }

    private Answer unknown() {
        return error(
                404,
                "Below /orgsim there are "
                        + parts.stream().flatMap(part -> part.offers().stream()).collect(Collectors.joining(", "))
                        + ".");
    }

    static Answer error(int status, String message) {
        return JsonBody.answer(status, json -> {
            json.writeStartObject();
            json.writeStringProperty("message", message);
            json.writeEndObject();
        });
    }
}
