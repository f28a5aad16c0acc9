{{- define "beckon.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "beckon.selectorLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "beckon.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{ include "beckon.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}

{{- define "beckon.serviceAccountName" -}}
{{- .Values.serviceAccount.name | default (ternary (include "beckon.fullname" .) "default" .Values.serviceAccount.create) -}}
{{- end -}}

{{- /* The roles in use, as a JSON list; the one that faces shoppers comes first. */ -}}
{{- define "beckon.roles" -}}
{{- ternary (list "serve" "ingest") (list "all") (eq .Values.roles "split") | toJson -}}
{{- end -}}

{{- /* Name of what belongs to one role: the one facing shoppers has the plain name. */ -}}
{{- define "beckon.roleName" -}}
{{- include "beckon.fullname" .root }}{{ if eq .role "ingest" }}-ingest{{ end -}}
{{- end -}}

{{- /* The distinct ports of the Kafka and Redis addresses, as a JSON list. */ -}}
{{- define "beckon.egressPorts" -}}
{{- $ports := .Values.networkPolicy.extraEgressPorts -}}
{{- range splitList "," (printf "%s,%s" .Values.kafka.bootstrapServers .Values.redis.nodes) -}}
{{- $ports = append $ports (regexFind "[0-9]+$" (trim .) | int) -}}
{{- end -}}
{{- with .Values.access.issuer -}}
{{- $ports = append $ports (regexFind ":[0-9]+" . | trimPrefix ":" | default "443" | int) -}}
{{- end -}}
{{- $distinct := list -}}
{{- range $ports -}}{{- $distinct = append $distinct (int .) -}}{{- end -}}
{{- $distinct | uniq | toJson -}}
{{- end -}}
