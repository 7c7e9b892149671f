{{- define "danceai.fullname" -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end }}

{{- define "danceai.labels" -}}
app.kubernetes.io/name: danceai
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{- define "danceai.selector" -}}
app.kubernetes.io/name: danceai
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "danceai.tag" -}}
{{- .Values.image.tag | default .Chart.AppVersion -}}
{{- end }}

{{- /* Of a service, or of `cluster`, which provisions: {root, name, gpu} */ -}}
{{- define "danceai.image" -}}
{{- with .root.Values.image.registry }}{{ trimSuffix "/" . }}/{{ end -}}
{{ .root.Values.image.prefix }}{{ .name }}:{{ include "danceai.tag" .root }}{{ if .gpu }}-gpu{{ end }}
{{- end }}

{{- /* The document of who may do what on the bus: each version has its own, so no pod starts with another's. */ -}}
{{- define "danceai.document" -}}
{{ include "danceai.fullname" . }}-bus-{{ include "danceai.tag" . | lower | replace "." "-" | replace "_" "-" | replace "+" "-" | trunc 40 | trimSuffix "-" }}
{{- end }}

{{- define "danceai.secretName" -}}
{{- index .root.Values.secrets.names .process | default (printf "%s-%s" (include "danceai.fullname" .root) .process) -}}
{{- end }}

{{- /* What the Secret of a process must hold, as JSON {"keys": [...]}: {root, process}; what only its owner can know is in `told`. */ -}}
{{- define "danceai.secretKeys" -}}
{{- $keys := list "identity-key" "database-password" "s3-secret-key" -}}
{{- if eq .process "auth" }}{{ $keys = append $keys "secret-key" }}{{ end -}}
{{- if and (eq .process "provisioning") .root.Values.provisioning.firstStudio }}
{{- $keys = concat $keys (list "first-password-platform-admin" "first-password-studio-admin" "first-password-trainer" "first-password-dancer") }}
{{- end -}}
{{- $told := list -}}
{{- $own := index .root.Values.services .process | default dict -}}
{{- if ne .process "provisioning" }}
{{- range $env := list .root.Values.serviceDefaults.secretEnv $own.secretEnv ($own.worker | default dict).secretEnv }}
{{- range $_, $key := $env }}
{{- if not (has $key $keys) }}{{ $told = append $told $key }}{{ end }}
{{- end }}
{{- end }}
{{- end -}}
{{- dict "keys" $keys "told" (uniq $told) | toJson -}}
{{- end }}

{{- define "danceai.facts" -}}
{{- .Files.Get "files/services.json" -}}
{{- end }}

{{- /* Everybody who has a Secret, as JSON {"names": [...]} */ -}}
{{- define "danceai.processes" -}}
{{- $names := append (keys (include "danceai.facts" . | fromJson) | sortAlpha) "provisioning" -}}
{{- if .Values.triton.enabled }}{{ $names = append $names "triton" }}{{ end -}}
{{- dict "names" $names | toJson -}}
{{- end }}

{{- /* Every Deployment: a service as it is, or its requests and its jobs apart. Answers {"pods": [...]} as JSON. */ -}}
{{- define "danceai.pods" -}}
{{- $facts := include "danceai.facts" . | fromJson -}}
{{- range $name, $_ := .Values.services }}
{{- if not (hasKey $facts $name) }}{{ fail (printf "services.%s: there is no such service" $name) }}{{ end }}
{{- end }}
{{- $pods := list -}}
{{- range $name, $fact := $facts }}
{{- $own := index $.Values.services $name | default dict -}}
{{- $conf := mergeOverwrite (deepCopy $.Values.serviceDefaults) (deepCopy (omit $own "worker")) -}}
{{- if $conf.enabled }}
{{- if $own.worker }}
{{- if not $fact.queues }}{{ fail (printf "services.%s.worker: it has no jobs" $name) }}{{ end }}
{{- $shared := pick $own "env" "gpuEnv" "secretEnv" "internet" "scratch" "startupSeconds" "terminationGraceSeconds" "gpus" "nodeSelector" "tolerations" -}}
{{- $work := mergeOverwrite (deepCopy $.Values.serviceDefaults) (dict "priority" "batch") (deepCopy $shared) (deepCopy $own.worker) -}}
{{- $pods = append $pods (dict "name" $name "service" $name "parts" "requests" "fact" $fact "queues" list "conf" $conf) -}}
{{- $pods = append $pods (dict "name" (printf "%s-worker" $name) "service" $name "parts" "jobs" "fact" $fact "queues" $fact.queues "conf" $work) -}}
{{- else }}
{{- $pods = append $pods (dict "name" $name "service" $name "parts" "all" "fact" $fact "queues" $fact.queues "conf" $conf) -}}
{{- end }}
{{- end }}
{{- end }}
{{- range $pods }}
{{- if and (gt (int .conf.gpus) 0) (not .fact.gpu) }}{{ fail (printf "services.%s.gpus: there is no image of it with CUDA" .name) }}{{ end }}
{{- if and (eq .conf.autoscaling "keda") (not .queues) }}{{ fail (printf "services.%s: keda scales on jobs, and these pods have none" .name) }}{{ end }}
{{- if and (eq .conf.autoscaling "keda") (eq .parts "all") (eq (int .conf.minReplicas) 0) }}{{ fail (printf "services.%s: it answers requests, so only a worker of its own may go to 0" .name) }}{{ end }}
{{- end }}
{{- dict "pods" $pods | toJson -}}
{{- end }}

{{- define "danceai.natsUrl" -}}
{{- if .Values.nats.bundled }}nats://{{ include "danceai.fullname" . }}-nats:4222{{ else }}{{ required "nats.url: where is the bus?" .Values.nats.url }}{{ end -}}
{{- end }}

{{- define "danceai.natsMonitoring" -}}
{{- if .Values.nats.bundled }}http://{{ include "danceai.fullname" . }}-nats.{{ .Release.Namespace }}.svc:8222{{ else }}{{ required "nats.monitoringUrl: keda asks the bus how much waits" .Values.nats.monitoringUrl }}{{ end -}}
{{- end }}

{{- define "danceai.postgresHost" -}}
{{- if .Values.postgres.bundled }}{{ include "danceai.fullname" . }}-postgres{{ else }}{{ required "postgres.host: where is the database?" .Values.postgres.host }}{{ end -}}
{{- end }}

{{- /* {root, user}: the password is in $(DATABASE_PASSWORD) */ -}}
{{- define "danceai.databaseUrl" -}}
postgresql+asyncpg://{{ .user }}:$(DATABASE_PASSWORD)@{{ include "danceai.postgresHost" .root }}:{{ .root.Values.postgres.port }}/{{ .root.Values.postgres.database }}{{ with .root.Values.postgres.sslMode }}?ssl={{ . }}{{ end }}
{{- end }}

{{- define "danceai.storeEndpoint" -}}
{{- if .Values.objectStore.bundled.enabled }}{{ include "danceai.fullname" . }}-store-fast:9000{{ else }}{{ required "objectStore.endpoint: where is the object store?" .Values.objectStore.endpoint }}{{ end -}}
{{- end }}

{{- define "danceai.tritonUrl" -}}
{{- if .Values.triton.enabled }}{{ include "danceai.fullname" . }}-triton:8001{{ else }}{{ .Values.triton.url }}{{ end -}}
{{- end }}

{{- define "danceai.tritonSecure" -}}
{{- if .Values.triton.enabled }}{{ with .Values.triton.tlsSecret }}true{{ end }}{{ else if and .Values.triton.url .Values.triton.secure }}true{{ end -}}
{{- end }}

{{- define "danceai.bundled" -}}
{{- if or .Values.postgres.bundled .Values.nats.bundled .Values.objectStore.bundled.enabled }}true{{ end -}}
{{- end }}

{{- define "danceai.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ .user | default 10001 }}
runAsGroup: {{ .user | default 10001 }}
fsGroup: {{ .user | default 10001 }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "danceai.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- /* {root, process, key} */ -}}
{{- define "danceai.secretRef" -}}
valueFrom:
  secretKeyRef:
    name: {{ include "danceai.secretName" . }}
    key: {{ .key }}
{{- end }}

{{- define "danceai.caEnv" -}}
{{- if .Values.tls.caSecret }}
- name: SSL_CERT_FILE
  value: /etc/danceai/ca/ca.crt
- name: PGSSLROOTCERT
  value: /etc/danceai/ca/ca.crt
- name: REQUESTS_CA_BUNDLE
  value: /etc/danceai/ca/ca.crt
{{- end }}
{{- end }}

{{- define "danceai.caMount" -}}
{{- if .Values.tls.caSecret }}
- name: ca
  mountPath: /etc/danceai/ca
  readOnly: true
{{- end }}
{{- end }}

{{- define "danceai.caVolume" -}}
{{- if .Values.tls.caSecret }}
- name: ca
  secret:
    secretName: {{ .Values.tls.caSecret }}
    items:
      - {key: ca.crt, path: ca.crt}
{{- end }}
{{- end }}

{{- define "danceai.pull" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
{{- end }}
