package dev.lockstep.orgsim.faults;

import java.util.List;

/// What one request asks for.
///
/// @param name the API's own word for it, as in `create`, `query`, `describe`, `token`
/// @param objects the objects that it names, in their order and each once; empty where it names none
public record ApiOperation(Api api, String name, List<String> objects) {
    public ApiOperation {
        objects = objects.stream().distinct().toList();
    }
}
