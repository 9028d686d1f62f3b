package com.sealkloud.chat.scim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What of SCIM there is here (RFC 7644, section 4), and a refusal for what there is not. */
@RestController
@RequestMapping(
        path = "/scim",
        produces = {ScimUser.MEDIA_TYPE, MediaType.APPLICATION_JSON_VALUE})
class ScimDiscoveryController {

    private final JsonNode config;
    private final JsonNode resourceType;
    private final JsonNode schema;

    ScimDiscoveryController(JsonMapper json) {
        config = read(json, "service-provider-config");
        resourceType = read(json, "user-resource-type");
        schema = read(json, "user-schema");
    }

    private static JsonNode read(JsonMapper json, String name) {
        try (InputStream file = new ClassPathResource("scim/" + name + ".json").getInputStream()) {
            return json.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GetMapping("/v2/ServiceProviderConfig")
    JsonNode config() {
        return located(config, "ServiceProviderConfig", "ServiceProviderConfig");
    }

    @GetMapping("/v2/ResourceTypes")
    ScimList<JsonNode> resourceTypes() {
        return ScimList.of(1, 1, List.of(resourceType("User")));
    }

    @GetMapping("/v2/ResourceTypes/{name}")
    JsonNode resourceType(@PathVariable String name) {
        if (!name.equals("User")) {
            throw ScimFailure.notFound("There is no resource type " + name + ".");
        }
        return located(resourceType, "ResourceType", "ResourceTypes/User");
    }

    @GetMapping("/v2/Schemas")
    ScimList<JsonNode> schemas() {
        return ScimList.of(1, 1, List.of(schema(ScimUser.SCHEMA)));
    }

    @GetMapping("/v2/Schemas/{id}")
    JsonNode schema(@PathVariable String id) {
        if (!id.equals(ScimUser.SCHEMA)) {
            throw ScimFailure.notFound("There is no schema " + id + ".");
        }
        return located(schema, "Schema", "Schemas/" + ScimUser.SCHEMA);
    }

    /** Groups, bulk operations and {@code /Me}, for instance. */
    @RequestMapping("/**")
    Map<String, String> nothingElse() {
        throw ScimFailure.notFound("There is no such resource here, or it cannot be called that way.");
    }

    private static JsonNode located(JsonNode document, String type, String path) {
        ObjectNode copy = (ObjectNode) document.deepCopy();
        copy.putObject("meta")
                .put("resourceType", type)
                .put(
                        "location",
                        ServletUriComponentsBuilder.fromCurrentContextPath()
                                .path("/scim/v2/" + path)
                                .toUriString());
        return copy;
    }
}
