{{- /* What one pod is told: {root, pod} */ -}}
{{- define "danceai.env" -}}
{{- $root := .root -}}
{{- $service := .pod.service -}}
{{- $store := urlParse $root.Values.storeUrl -}}
- name: DANCEAI_NATS_URL
  value: {{ include "danceai.natsUrl" $root }}
- name: DANCEAI_IDENTITY_KEY
  {{- include "danceai.secretRef" (dict "root" $root "process" $service "key" "identity-key") | nindent 2 }}
- name: DANCEAI_TRUST_FILE
  value: /etc/danceai/bus/trust.json
- name: DANCEAI_LOG_LEVEL
  value: {{ $root.Values.logLevel }}
{{- with $root.Values.otlpEndpoint }}
- name: DANCEAI_OTLP_ENDPOINT
  value: {{ . }}
{{- end }}
{{- if .pod.fact.data }}
- name: DATABASE_PASSWORD
  {{- include "danceai.secretRef" (dict "root" $root "process" $service "key" "database-password") | nindent 2 }}
- name: DANCEAI_DATABASE_URL
  value: {{ include "danceai.databaseUrl" (dict "root" $root "user" (printf "danceai_%s" $service)) }}
- name: DANCEAI_PARTS
  value: {{ .pod.parts }}
- name: DANCEAI_HEALTH_HOST
  value: 0.0.0.0
- name: DANCEAI_HEALTH_PORT
  value: {{ .pod.fact.ports.health | quote }}
{{- end }}
{{- if .pod.fact.objects }}
- name: DANCEAI_S3_ENDPOINT
  value: {{ include "danceai.storeEndpoint" $root }}
- name: DANCEAI_S3_SECURE
  value: {{ $root.Values.objectStore.secure | quote }}
- name: DANCEAI_S3_PUBLIC_ENDPOINT
  value: {{ $store.host }}
- name: DANCEAI_S3_PUBLIC_SECURE
  value: {{ eq $store.scheme "https" | quote }}
- name: DANCEAI_FAST_BUCKET
  value: {{ $root.Values.objectStore.fastBucket }}
- name: DANCEAI_ARCHIVE_BUCKET
  value: {{ $root.Values.objectStore.archiveBucket }}
- name: DANCEAI_S3_ACCESS_KEY
  value: {{ $service }}
- name: DANCEAI_S3_SECRET_KEY
  {{- include "danceai.secretRef" (dict "root" $root "process" $service "key" "s3-secret-key") | nindent 2 }}
{{- end }}
- name: TMPDIR
  value: /scratch
- name: HOME
  value: /scratch
- name: OMP_NUM_THREADS
  value: "1"
- name: OPENBLAS_NUM_THREADS
  value: "1"
{{- include "danceai.caEnv" $root }}
{{- range $name, $value := ternary (merge (dict) .pod.conf.gpuEnv .pod.conf.env) .pod.conf.env (gt (int .pod.conf.gpus) 0) }}
- name: {{ $name }}
  value: {{ tpl (toString $value) $root | quote }}
{{- end }}
{{- range $name, $key := .pod.conf.secretEnv }}
- name: {{ $name }}
  {{- include "danceai.secretRef" (dict "root" $root "process" $service "key" $key) | nindent 2 }}
{{- end }}
{{- end }}
