{{- /* Egress rules to one of the servers: {root, component, ports, bundled} */ -}}
{{- define "danceai.toServer" -}}
- to:
    {{- if .bundled }}
    - podSelector:
        matchLabels: {{- include "danceai.selector" . | nindent 10 }}
    {{- else if .root.Values.networkPolicy.externalCidrs }}
    {{- range .root.Values.networkPolicy.externalCidrs }}
    - ipBlock: {cidr: {{ . }}}
    {{- end }}
    {{- else }}
    - ipBlock: {cidr: 0.0.0.0/0}
    {{- end }}
  ports:
    {{- range .ports }}
    - {port: {{ . }}, protocol: TCP}
    {{- end }}
{{- end }}

{{- define "danceai.toBus" -}}
{{- $port := 4222 -}}
{{- if not .Values.nats.bundled }}{{ $port = regexFind "[0-9]+$" .Values.nats.url | default "4222" | int }}{{ end -}}
{{- include "danceai.toServer" (dict "root" . "component" "nats" "bundled" .Values.nats.bundled "ports" (list $port)) -}}
{{- end }}

{{- define "danceai.toDatabase" -}}
{{- $port := ternary 5432 (int .Values.postgres.port) .Values.postgres.bundled -}}
{{- include "danceai.toServer" (dict "root" . "component" "postgres" "bundled" .Values.postgres.bundled "ports" (list $port)) -}}
{{- end }}

{{- define "danceai.toStore" -}}
{{- $port := regexFind "[0-9]+$" (include "danceai.storeEndpoint" .) | default (ternary "443" "80" .Values.objectStore.secure) | int -}}
{{- include "danceai.toServer" (dict "root" . "component" "store-fast" "bundled" .Values.objectStore.bundled.enabled "ports" (list $port)) -}}
{{- end }}

{{- define "danceai.toNames" -}}
- to:
    - namespaceSelector: {}
      podSelector:
        matchLabels: {k8s-app: kube-dns}
  ports:
    - {port: 53, protocol: UDP}
    - {port: 53, protocol: TCP}
{{- end }}

{{- /* {root, ports}: on the internet, and not in the networks of the house */ -}}
{{- define "danceai.toInternet" -}}
- to:
    - ipBlock:
        cidr: 0.0.0.0/0
        except: {{- toYaml .root.Values.networkPolicy.internalCidrs | nindent 10 }}
  ports:
    {{- range .ports }}
    - {port: {{ . }}, protocol: TCP}
    {{- end }}
{{- end }}
