/* The API page: Swagger UI over our OpenAPI document. Without plugins that call other hosts. */
interface SwaggerUi {
  (options: Record<string, unknown>): unknown;
}

declare const SwaggerUIBundle: SwaggerUi;

const home = document.getElementById("swagger");
if (home) {
  SwaggerUIBundle({
    url: home.dataset["openapi"],
    domNode: home,
    deepLinking: true,
    docExpansion: "list",
    validatorUrl: null,
    persistAuthorization: false,
    requestInterceptor: (request: { headers: Record<string, string> }) => {
      request.headers["X-CSRFToken"] = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content ?? "";
      return request;
    },
  });
}
